package dev.assay.suites.bvt;

import dev.assay.testkit.plan.Selection;

/** A launch of its own: runs a part of the suite and prints the hash of what happened. */
final class BvtLaunch {

  private BvtLaunch() {}

  public static void main(String[] arguments) {
    var run = BvtRun.of(Long.parseLong(arguments[0]), Selection.only("migration", "vm-lifecycle"));
    System.out.println("hash " + run.result().historyHash() + " of " + run.journal().events().size() + " events, " + run.result().counts());
  }
}
