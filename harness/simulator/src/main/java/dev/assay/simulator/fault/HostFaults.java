package dev.assay.simulator.fault;

import dev.assay.core.time.Chance;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What is wrong with one host now. */
public final class HostFaults {

  /** How long a caller waits for a toolstack that hangs; ours, as HTTP clients' limits are of that order. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  /** A packet sent so often in vain ends its connection; source: Linux's tcp_syn_retries and tcp_retries2 lie about it. */
  private static final int MOST_RETRANSMISSIONS = 8;

  /** How many round trips a call takes; ours. */
  private static final int PACKETS_OF_CALL = 6;

  private static final double FIRST_RETRANSMISSION_SECONDS = 0.2;

  private final Chance chance;
  private final SequencedMap<Injection, int[]> active = new LinkedHashMap<>();

  public HostFaults(Chance chance) {
    this.chance = chance;
  }

  void add(Injection injection) {
    int left = switch (injection.fault()) {
      case Fault.FailedInstall(var times) -> times;
      case Fault.ApiError(_, _, _, var times, _) -> times == 0 ? Integer.MAX_VALUE : times;
      default -> Integer.MAX_VALUE;
    };
    active.put(injection, new int[] {left});
  }

  void remove(Injection injection) {
    active.remove(injection);
  }

  /** Asked at every call, and nearly always of a host without faults. */
  private <T extends Fault> Stream<T> all(Class<T> kind) {
    return active.isEmpty() ? Stream.empty() : active.keySet().stream().map(Injection::fault).filter(kind::isInstance).map(kind::cast);
  }

  public boolean toolstackHangs() {
    return all(Fault.ToolstackHang.class).findAny().isPresent();
  }

  public boolean powerControllerHangs() {
    return all(Fault.PowerControllerHang.class).findAny().isPresent();
  }

  /** Return the partitions it lies in; hosts reach one another when these are equal, and the outside when there are none. */
  public List<Integer> partitions() {
    return active.isEmpty() ? List.of() : active.keySet().stream().filter(injection -> injection.fault() instanceof Fault.NetworkPartition).map(Injection::number).toList();
  }

  public boolean storageLost() {
    return all(Fault.StorageLoss.class).findAny().isPresent();
  }

  /** Return how many times slower its storage is; infinite when it is lost. */
  public double storageSlowness() {
    return storageLost() ? Double.POSITIVE_INFINITY : all(Fault.StorageSlow.class).mapToDouble(Fault.StorageSlow::times).reduce(1, (a, b) -> a * b);
  }

  public Duration clockSkew() {
    return all(Fault.ClockSkew.class).map(Fault.ClockSkew::by).reduce(Duration.ZERO, Duration::plus);
  }

  /** Return how long lost packets delay a call; empty when the connection times out over them. */
  public Optional<Duration> delay() {
    if (active.isEmpty()) {
      return Optional.of(Duration.ZERO);
    }
    double lost = 1 - all(Fault.PacketLoss.class).mapToDouble(fault -> 1 - fault.share()).reduce(1, (a, b) -> a * b);
    double seconds = 0;
    for (int packet = 0; lost > 0 && packet < PACKETS_OF_CALL; packet++) {
      int again = 0;
      while (chance.withProbability(lost)) {
        if (++again > MOST_RETRANSMISSIONS) {
          return Optional.empty();
        }
        seconds += FIRST_RETRANSMISSION_SECONDS * (1 << (again - 1));
      }
    }
    return Optional.of(Duration.ofMillis((long) (seconds * 1000)));
  }

  /** Return the error that a call meets, counting it. */
  public Optional<XapiException> refusal(String method) {
    var name = method.startsWith("Async.") ? method.substring("Async.".length()) : method;
    for (var entry : active.entrySet()) {
      if (entry.getKey().fault() instanceof Fault.ApiError error && matches(error.message(), name) && entry.getValue()[0] > 0
          && (error.probability() >= 1 || chance.withProbability(error.probability()))) {
        entry.getValue()[0]--;
        return Optional.of(new XapiException(error.code(), error.parameters()));
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String pattern, String name) {
    return name.matches(java.util.Arrays.stream(pattern.split("\\*", -1)).map(java.util.regex.Pattern::quote).collect(java.util.stream.Collectors.joining(".*")));
  }

  /** Tell whether the installation that begins now breaks off, counting it. */
  public boolean installBreaks() {
    for (var entry : active.entrySet()) {
      if (entry.getKey().fault() instanceof Fault.FailedInstall && entry.getValue()[0] > 0) {
        entry.getValue()[0]--;
        return true;
      }
    }
    return false;
  }
}
