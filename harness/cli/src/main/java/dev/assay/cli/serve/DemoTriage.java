package dev.assay.cli.serve;

import dev.assay.analysis.gate.Severity;
import dev.assay.cli.Services;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.core.time.Time;
import dev.assay.judge.triage.Finding;
import dev.assay.judge.triage.Issue;
import dev.assay.judge.triage.Mute;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the people of the demonstration say of the failures they meet, as {@code assay triage} and the triage page say it. They
 * speak of what a run found, and of nothing when it found nothing.
 */
final class DemoTriage {

  private static final String WHO = "demo";
  private static final Duration MUTED = Duration.ofDays(14);

  /** What is said when a build first shows something new; the issue closes when the build that mends it has been verified. */
  private record Remark(String build, String title, Severity severity, String impact, String owner, String mendedIn, Way way) {}

  /** How failures are told to be an issue. */
  private sealed interface Way {

    /** Somebody links what was seen, and mutes the tests if nobody is to be called any more. */
    record Link(boolean mute) implements Way {}

    /** Somebody writes down what such failures say, so that later ones are known by themselves. */
    record Rule(String pattern, String cases) implements Way {}
  }

  private static final List<Remark> REMARKS = List.of(
      new Remark("8.4.0-3004", "A revert keeps data written after the snapshot", Severity.CRITICAL, "a VM is not what it was when the snapshot was taken", "storage", "8.4.0-3006",
          new Way.Link(false)),
      new Remark("8.4.0-3010", "Evacuating a host leaves a VM behind", Severity.MAJOR, "maintenance stops a guest that should have been moved", "pool", "8.4.0-3011", new Way.Link(true)),
      new Remark("8.4.0-3013", "An exported VM lacks the end of its last disk", Severity.CRITICAL, "backups made by export cannot be relied on", "storage", "",
          new Way.Rule("both ends of disk \\w+ of vm", "*/export/*")));

  private final Services services;
  private final Time time;

  DemoTriage(Services services, Time time) {
    this.services = services;
    this.time = time;
  }

  /** Say what there is to say after a run of the verification of a build. */
  synchronized void after(Demo.Step step, RunId run) {
    if (!step.suite().equals("bvt")) {
      return;
    }
    REMARKS.stream().filter(remark -> remark.build().equals(step.build())).forEach(remark -> say(remark, run));
    REMARKS.stream().filter(remark -> remark.mendedIn().equals(step.build())).forEach(remark -> close(remark, step.build()));
  }

  private void say(Remark remark, RunId run) {
    var failures = services.triage().sort(run).stream()
        .filter(finding -> finding.ended() == Verdict.FAIL && finding.issue().isEmpty() && finding.kind() != Finding.Kind.INFRA).toList();
    if (failures.isEmpty()) {
      return;
    }
    var triage = services.triage();
    var issue = triage.issues().enter(remark.title(), remark.severity(), remark.impact(), remark.owner(), WHO).key();
    switch (remark.way()) {
      case Way.Rule(var pattern, var cases) -> {
        triage.addRule(issue, pattern, cases, WHO);
        triage.settle(run);
      }
      case Way.Link(var mute) -> {
        failures.forEach(finding -> finding.signatures().forEach(signature -> triage.link(signature.number(), Optional.of(finding.testCase()), issue, WHO)));
        if (mute) {
          failures.forEach(finding -> services.mutes().mute(
              new Mute(finding.testCase().value(), remark.owner(), "known, being worked on", issue, time.now().plus(MUTED), WHO)));
        }
      }
    }
  }

  private void close(Remark remark, String build) {
    var issues = services.triage().issues();
    issues.open().stream().filter(issue -> issue.title().equals(remark.title()))
        .forEach(issue -> issues.put(
            new Issue(issue.key(), issue.source(), issue.title(), false, issue.severity(), issue.impact(), issue.owner(), issue.url()), WHO, "mended in " + build));
  }
}
