package dev.assay.simulator.performance;

import dev.assay.core.time.VirtualTime;

/**
 * dom0's processors, shared by the control stack and the data path: all alike, or, with cgroups, each side's part kept for it
 * while it has work.
 */
final class Shares {

  enum Side {
    CONTROL,
    DATA
  }

  private final boolean apart;
  private final Station control;
  private final Station data;
  private double capacity;

  Shares(VirtualTime time, double capacity, boolean apart) {
    this.apart = apart;
    this.capacity = capacity;
    this.control = new Station(time, capacity);
    this.data = apart ? new Station(time, capacity) : control;
  }

  void capacity(double processors) {
    capacity = processors;
    divide();
  }

  /** Ask for processor seconds; returns how to give them up. */
  Runnable submit(Side side, double seconds, Runnable done) {
    var station = side == Side.CONTROL ? control : data;
    var job = station.submit(seconds, () -> {
      divide();
      done.run();
    });
    divide();
    return () -> {
      station.withdraw(job);
      divide();
    };
  }

  double busyOfLate() {
    return apart ? control.busyOfLate() + data.busyOfLate() : control.busyOfLate();
  }

  /** Return for how many seconds processors were busy since the start, all together. */
  double worked() {
    return apart ? control.worked() + data.worked() : control.worked();
  }

  double load() {
    return apart ? control.size() + data.size() : control.size();
  }

  private void divide() {
    if (!apart) {
      if (control.capacity() != capacity) {
        control.capacity(capacity);
      }
      return;
    }
    double forControl = Math.min(control.size(), Math.max(capacity * Parameters.CONTROL_SHARE, capacity - data.size()));
    set(control, Math.max(0.01, forControl));
    set(data, Math.max(0.01, capacity - forControl));
  }

  private static void set(Station station, double share) {
    if (station.capacity() != share) {
      station.capacity(share);
    }
  }
}
