package dev.assay.suites.nightly;

import dev.assay.core.Build;
import dev.assay.testkit.StorageKind;
import dev.assay.testkit.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kind of storage that something goes to. */
record Target(StorageKind kind) implements Variant {

  static List<Target> variants() {
    return Arrays.stream(StorageKind.values()).map(Target::new).toList();
  }

  @Override
  public String label() {
    return "to-" + kind.label();
  }

  @Override
  public List<String> sharedStorage() {
    return kind.sharedStorage();
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    return kind.unfitFor(build);
  }
}
