package dev.assay.simulator.xapi;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who logged in.
 *
 * @param local whether it holds on one host only, in an emergency, without a master
 */
final class Session {

  private final Entity record;
  private final boolean local;
  private Instant lastActive;
  private Optional<Registration> registration = Optional.empty();
  private Optional<KeptDatabase> opened = Optional.empty();

  Session(Entity record, boolean local, Instant now) {
    this.record = record;
    this.local = local;
    this.lastActive = now;
  }

  Entity record() {
    return record;
  }

  String ref() {
    return record.ref();
  }

  boolean local() {
    return local;
  }

  /** Return the database that this session reads, when it is one that another pool wrote. */
  Optional<KeptDatabase> opened() {
    return opened;
  }

  void reads(KeptDatabase other) {
    opened = Optional.of(other);
  }

  Optional<Registration> registration() {
    return registration;
  }

  Registration register(Registration wanted) {
    registration = Optional.of(wanted);
    return wanted;
  }

  Instant lastActive() {
    return lastActive;
  }

  void used(Instant now) {
    lastActive = now;
  }
}
