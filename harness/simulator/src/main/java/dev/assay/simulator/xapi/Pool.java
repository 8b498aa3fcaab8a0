package dev.assay.simulator.xapi;

import dev.assay.core.time.Chance;
import dev.assay.simulator.guest.MemoryImage;
import dev.assay.simulator.storage.Repository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What the hosts of one pool share: the database, who its master is, and what stands behind its records of storage and
 * of suspended memory. Each member sees the same at once, as if replication took no time.
 */
final class Pool {

  private final ObjectDatabase database;
  private final Chance chance;
  private final List<HostToolstack> members = new ArrayList<>();
  private final Map<String, Repository> repositories = new HashMap<>();
  private final Map<String, MemoryImage> memoryImages = new HashMap<>();
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final SequencedSet<String> revocations = new TreeSet<>();
  private final Collector collector = new Collector();
  private final Heartbeats heartbeats = new Heartbeats(this);
  private Consumer<HostToolstack> failureWatcher = _ -> {};
  private Instant restartsPreventedUntil = Instant.EPOCH;
  private HostToolstack master;

  Pool(Schemas schemas, Chance chance, HostToolstack master) {
    this.chance = chance;
    this.database = new ObjectDatabase(schemas, chance.fork("references"));
    this.master = master;
    members.add(master);
    database.ofGeneration(() -> this.master.doors().generation());
    new AllowedOperations(this).follow(database);
  }

  ObjectDatabase database() {
    return database;
  }

  /** Name the lists of revoked certificates that were installed. */
  SequencedSet<String> revocations() {
    return revocations;
  }

  Heartbeats heartbeats() {
    return heartbeats;
  }

  Collector collector() {
    return collector;
  }

  Chance chance() {
    return chance;
  }

  Entity record() {
    return database.only("pool");
  }

  HostToolstack master() {
    return master;
  }

  void makeMaster(HostToolstack host) {
    master = host;
    record().set("master", host.record().ref());
    Notes.leave(this, "POOL_MASTER_TRANSITION", host.record(), "");
  }

  List<HostToolstack> members() {
    return List.copyOf(members);
  }

  void add(HostToolstack host) {
    members.add(host);
  }

  void remove(HostToolstack host) {
    members.remove(host);
  }

  /** Find the host that a record stands for. */
  Optional<HostToolstack> host(String ref) {
    return members.stream().filter(member -> member.record().ref().equals(ref)).findFirst();
  }

  HostToolstack hostOf(Entity record) {
    return host(record.ref()).orElseThrow(() -> Refusal.handleInvalid("host", record.ref()));
  }

  /** Find the host that a VM runs on. */
  Optional<HostToolstack> residence(Entity vm) {
    return host(vm.text("resident_on"));
  }

  /** Find what a storage repository's record stands for, once any host has plugged it. */
  Optional<Repository> repository(Entity sr) {
    return Optional.ofNullable(repositories.get(sr.ref()));
  }

  void attach(Entity sr, Repository repository) {
    repositories.put(sr.ref(), repository);
  }

  void detach(Entity sr) {
    repositories.remove(sr.ref());
  }

  /** Keep the memory of a suspended VM with the VDI that stands for it. */
  void keepMemory(Entity vdi, MemoryImage image) {
    memoryImages.put(vdi.ref(), image);
  }

  Optional<MemoryImage> memory(String vdi) {
    return Optional.ofNullable(memoryImages.get(vdi));
  }

  /** Return what the pool knows, and goes on to write. */
  KeptDatabase known() {
    return new KeptDatabase(database, memoryImages);
  }

  /** Return what the pool's database says now and will say to whoever opened it, whatever the pool writes later. */
  KeptDatabase asWritten() {
    return new KeptDatabase(database.copy(), Map.copyOf(memoryImages));
  }

  /** Keep what was uploaded for a blob. */
  void keepBlob(Entity blob, byte[] contents) {
    blobs.put(blob.ref(), contents);
  }

  byte[] blob(Entity blob) {
    return blobs.getOrDefault(blob.ref(), new byte[0]);
  }

  /** Tell this of every member that goes down from now on. */
  void watchFailures(Consumer<HostToolstack> watcher) {
    failureWatcher = watcher;
  }

  void failed(HostToolstack host) {
    if (record().flag("ha_enabled")) {
      failureWatcher.accept(host);
    }
  }

  void preventRestartsUntil(Instant instant) {
    restartsPreventedUntil = instant;
  }

  Instant restartsPreventedUntil() {
    return restartsPreventedUntil;
  }

  void forgetBlob(Entity blob) {
    blobs.remove(blob.ref());
  }

  void forgetMemory(Entity vdi) {
    memoryImages.remove(vdi.ref());
  }
}
