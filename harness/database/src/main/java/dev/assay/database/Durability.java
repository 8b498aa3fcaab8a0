package dev.assay.database;

import java.util.List;

/** What a server promises to keep when the machine loses power. */
enum Durability {
  /** All that was committed. */
  DURABLE(List.of("-c", "fsync=on", "-c", "synchronous_commit=on", "-c", "full_page_writes=on")),
  /** Nothing; for databases that live as long as a test. A killed server still recovers, the system keeps its writes. */
  UNSAFE(List.of("-c", "fsync=off", "-c", "full_page_writes=off"));

  private final List<String> settings;

  Durability(List<String> settings) {
    this.settings = settings;
  }

  List<String> settings() {
    return settings;
  }
}
