package dev.assay.simulator.performance;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import dev.assay.simulator.generation.ReleaseFacts;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * What an administrator, or a buyer of machines, changes of a host of the publications' size.
 *
 * @param domainZeroProcessors dom0's vCPUs, where it does not have its release's own
 * @param readCache whether reads of a shared image are served from dom0's memory, where that is not as the release has it
 */
public record HostSettings(int cpus, Bytes domainZeroMemory, MachineSpeed speed, Optional<Integer> domainZeroProcessors, Optional<Boolean> readCache) {

  /** A host as the publications had it: dom0 with 8 GiB as in the density recipe. */
  public static final HostSettings PUBLISHED = new HostSettings(32, Bytes.gib(8), MachineSpeed.PUBLISHED, Optional.empty(), Optional.empty());

  /** The names that {@link #with} knows, with what each is. */
  public static final List<String> NAMES = List.of(
      "dom0-vcpus=N", "dom0-memory=SIZE", "cpus=N", "processor=TIMES", "disk=TIMES", "nic=GBPS", "read-cache=on|off");

  private static final Bytes MEMORY = Bytes.gib(1024);
  private static final double GBPS = 10;

  /** Change one setting, named as {@link #NAMES} has it; {@link AssayException.Usage} when there is none of that name or it cannot have the value. */
  public HostSettings with(String name, String value) {
    try {
      return switch (name) {
        case "dom0-vcpus" -> new HostSettings(cpus, domainZeroMemory, speed, Optional.of(whole(value)), readCache);
        case "dom0-memory" -> new HostSettings(cpus, memory(value), speed, domainZeroProcessors, readCache);
        case "cpus" -> new HostSettings(whole(value), domainZeroMemory, speed, domainZeroProcessors, readCache);
        case "processor" -> withSpeed(new MachineSpeed(times(value), speed.storage(), speed.network()));
        case "disk" -> withSpeed(new MachineSpeed(speed.processor(), times(value), speed.network()));
        case "nic" -> withNetwork(times(value) / GBPS);
        case "read-cache" -> new HostSettings(cpus, domainZeroMemory, speed, domainZeroProcessors, Optional.of(isOn(value)));
        default -> throw new AssayException.Usage("changing '" + name + "' of a host: there is no such setting; there are " + String.join(", ", NAMES));
      };
    } catch (IllegalArgumentException e) {
      throw new AssayException.Usage("changing " + name + " of a host to '" + value + "': that is not " + expected(name) + "; there are " + String.join(", ", NAMES));
    }
  }

  private static String expected(String name) {
    return switch (name) {
      case "dom0-vcpus", "cpus" -> "a whole number from 1 to 1024";
      case "dom0-memory" -> "an amount of memory from 512MiB to 512GiB, such as 4GiB";
      case "read-cache" -> "on or off";
      default -> "a number from 0.001 to 1000";
    };
  }

  private static int whole(String value) {
    int number = Integer.parseInt(value);
    require(number >= 1 && number <= 1024);
    return number;
  }

  private static double times(String value) {
    double number = Double.parseDouble(value);
    require(number >= 0.001 && number <= 1000);
    return number;
  }

  private static Bytes memory(String value) {
    var amount = Bytes.parse(value);
    require(amount.compareTo(Bytes.mib(512)) >= 0 && amount.compareTo(Bytes.gib(512)) <= 0);
    return amount;
  }

  private static boolean isOn(String value) {
    require(List.of("on", "off").contains(value));
    return value.equals("on");
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("out of range");
    }
  }

  /** Return this host with links so many times as fast as 10 Gb/s. */
  HostSettings withNetwork(double factor) {
    return withSpeed(new MachineSpeed(speed.processor(), speed.storage(), factor));
  }

  private HostSettings withSpeed(MachineSpeed changed) {
    return new HostSettings(cpus, domainZeroMemory, changed, domainZeroProcessors, readCache);
  }

  HostShape shape() {
    return new HostShape("bench", cpus, MEMORY, domainZeroMemory, 2, speed);
  }

  /** Return what a release can do on this host. */
  ReleaseFacts facts(ReleaseFacts release) {
    var limits = new EnumMap<>(release.limits());
    domainZeroProcessors.ifPresent(count -> limits.put(Limit.DOM0_VCPUS, (long) count));
    var features = EnumSet.noneOf(Feature.class);
    features.addAll(release.features());
    readCache.ifPresent(on -> {
      if (on) {
        features.add(Feature.READ_CACHE);
      } else {
        features.remove(Feature.READ_CACHE);
      }
    });
    return new ReleaseFacts(release.name(), release.version(), limits, features);
  }
}
