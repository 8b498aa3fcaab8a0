package dev.assay.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Something that goes wrong. What it does lasts until its recovery, but for what says otherwise. */
public sealed interface Fault {

  /** The mains fail: everything volatile is gone. Recovery switches the machine on again. */
  record PowerLoss() implements Fault {}

  /** dom0's kernel stops; the machine stands still with its power on. Recovery power-cycles it. */
  record KernelPanic() implements Fault {}

  /** Nobody outside reaches the hosts in scope, and they reach only one another. */
  record NetworkPartition() implements Fault {}

  /** This share of the packets to and from the host is lost; calls take retransmissions, and at worst time out. */
  record PacketLoss(double share) implements Fault {
    public PacketLoss {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException("a share of lost packets lies between 0 and 1, not at " + share);
      }
    }
  }

  /** The host loses its way to its storage: what is under way waits, and nothing new can be attached. */
  record StorageLoss() implements Fault {}

  /** Storage answers so many times slower. */
  record StorageSlow(double times) implements Fault {
    public StorageSlow {
      if (!(times > 1 && times <= 100_000)) {
        throw new IllegalArgumentException("storage gets slower by a factor over 1, not by " + times);
      }
    }
  }

  /** The toolstack restarts, its domains left alone. Over by itself. */
  record ToolstackRestart() implements Fault {}

  /** The toolstack takes connections and answers nothing; callers give up after {@link HostFaults#PATIENCE}. */
  record ToolstackHang() implements Fault {}

  /** The management controller does not answer. */
  record PowerControllerHang() implements Fault {}

  /** The next installations, this many, break off with the disk half written. */
  record FailedInstall(int times) implements Fault {
    public FailedInstall {
      requirePositive(times);
    }
  }

  /** The host's clock is off by so much; negative is behind. */
  record ClockSkew(Duration by) implements Fault {}

  /**
   * The host refuses XAPI calls with this error.
   *
   * @param message what calls, such as {@code VM.start}; {@code *} stands for any text
   * @param times so many, then no more; 0 for no end
   * @param probability of each call that matches
   */
  record ApiError(String message, String code, List<String> parameters, int times, double probability) implements Fault {
    public ApiError {
      parameters = List.copyOf(parameters);
      if (times < 0 || !(probability > 0 && probability <= 1)) {
        throw new IllegalArgumentException("an error comes 0 times (for ever) or more, with a probability over 0 and at most 1");
      }
    }
  }

  /** The guest's kernel crashes. Over by itself: the toolstack does what the VM's settings say. */
  record GuestCrash() implements Fault {}

  /** Return the name as people type it. */
  default String label() {
    return switch (this) {
      case PowerLoss() -> "power-loss";
      case KernelPanic() -> "kernel-panic";
      case NetworkPartition() -> "network-partition";
      case PacketLoss(_) -> "packet-loss";
      case StorageLoss() -> "storage-loss";
      case StorageSlow(_) -> "storage-slow";
      case ToolstackRestart() -> "xapi-restart";
      case ToolstackHang() -> "xapi-hang";
      case PowerControllerHang() -> "bmc-hang";
      case FailedInstall(_) -> "failed-install";
      case ClockSkew(_) -> "clock-skew";
      case ApiError(_, _, _, _, _) -> "api-error";
      case GuestCrash() -> "guest-crash";
    };
  }

  /** Return what else there is to say of it, for the history. */
  default SequencedMap<String, String> details() {
    var details = new java.util.LinkedHashMap<String, String>();
    details.putAll(switch (this) {
      case PacketLoss(var share) -> Map.of("share", Double.toString(share));
      case StorageSlow(var times) -> Map.of("times", Double.toString(times));
      case FailedInstall(var times) -> Map.of("times", Integer.toString(times));
      case ClockSkew(var by) -> Map.of("by", by.toString());
      case ApiError(var message, var code, _, _, _) -> Map.of("error", code + " at " + message);
      case PowerLoss(), KernelPanic(), NetworkPartition(), StorageLoss(), ToolstackRestart(), ToolstackHang(), PowerControllerHang(), GuestCrash() -> Map.of();
    });
    return details;
  }

  /** Tell whether it is over as soon as it happened. */
  default boolean isMomentary() {
    return this instanceof ToolstackRestart || this instanceof GuestCrash;
  }

  private static void requirePositive(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens once or more, not " + times + " times");
    }
  }
}
