package dev.assay.testkit;

import dev.assay.core.Build;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A kind of storage that all hosts of a pool reach. */
public record SharedStorageKind(StorageKind kind) implements Variant {

  static List<SharedStorageKind> variants() {
    return Arrays.stream(StorageKind.values()).filter(StorageKind::isShared).map(SharedStorageKind::new).toList();
  }

  @Override
  public String label() {
    return kind.label();
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
