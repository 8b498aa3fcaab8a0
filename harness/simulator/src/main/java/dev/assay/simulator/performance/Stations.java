package dev.assay.simulator.performance;

import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;

/** Where operations queue on one host. */
final class Stations {

  final Shares domainZero;
  final Station guests;
  final Station disk;
  final Station link;
  final Desk workers;
  final Desk xenstored;
  final ReadCache cache;
  final Meter read;
  final Meter written;
  final Meter received;
  final Meter sent;
  /** Whether the cards were told to be slower than they are. */
  boolean linkSlowed;
  /** Whether dom0 merges packets that come in before it hands them on (GRO). */
  boolean mergesReceived;

  Stations(VirtualTime time, ReleaseFacts facts, HostShape shape, Defects defects) {
    this.domainZero = new Shares(time, facts.limit(Limit.DOM0_VCPUS), facts.has(Feature.CGROUPS) && !defects.has(Defect.UNFAIR_STARTS));
    this.guests = new Station(time, shape.cpus());
    this.disk = new Station(time, Parameters.DISK_CHANNELS);
    this.link = new Station(time, 1);
    link.speed(shape.speed().network());
    this.workers = new Desk(Math.toIntExact(facts.limit(Limit.TOOLSTACK_WORKERS)));
    this.xenstored = new Desk(1);
    this.cache = new ReadCache(facts.has(Feature.READ_CACHE) && !defects.has(Defect.COLD_READ_CACHE));
    this.read = new Meter(time.now());
    this.written = new Meter(time.now());
    this.received = new Meter(time.now());
    this.sent = new Meter(time.now());
    this.mergesReceived = facts.limit(Limit.DOM0_BITS) == 64;
  }
}
