package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Feature;
import dev.assay.xapi.XapiException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The features of processors, as words of bits: what a host shows, what a pool is levelled down to, and what a VM saw when
 * it started and must find wherever it goes.
 */
final class Processors {

  private static final String FEATURES = "features_hvm";
  private static final String AFTER_REBOOT = "features_after_reboot";
  private static final String WORDS = "[0-9a-f]{8}(-[0-9a-f]{8}){3}";
  private static final long[] INTEL = {0x77fefbffL, 0xbfebfbffL, 0x00000021L, 0x2c100800L};
  private static final long[] AMD = {0x3ed8320bL, 0x178bfbffL, 0x00003fffL, 0x2fd3fbffL};

  private Processors() {}

  /** Write down what a host shows in this boot, and level its pool anew. */
  static void describe(HostToolstack host) {
    var words = (host.system().host().cpuVendor().startsWith("Authentic") ? AMD : INTEL).clone();
    words[0] &= host.doors().shownFeatures();
    var info = new LinkedHashMap<String, Object>(host.record().map("cpu_info"));
    names(host).forEach(name -> info.put(name, text(words)));
    if (!levels(host)) {
      var shown = Optional.of(Values.text(info, AFTER_REBOOT)).filter(text -> !text.isEmpty()).map(text -> both(words(text), words)).orElse(words);
      info.put("features", text(shown));
      info.put(AFTER_REBOOT, text(shown));
      info.put("maskable", "full");
    }
    host.record().set("cpu_info", info);
    level(host.pool());
  }

  /** Before releases levelled pools by themselves, administrators hid features of newer processors by hand, from the next boot on. */
  static Object mask(Call call) {
    var host = call.object(0, "host");
    var wanted = Optional.of(call.text(1).toLowerCase(Locale.ROOT).replace("-", "").replaceAll("(.{8})(?!$)", "$1-")).filter(text -> text.matches(WORDS))
        .orElseThrow(() -> Refusal.of("INVALID_FEATURE_STRING", call.text(1)));
    var physical = words(Values.text(host.map("cpu_info"), "physical_features"));
    host.putInto("cpu_info", AFTER_REBOOT, text(both(words(wanted), physical)));
    return Handler.VOID;
  }

  static Object unmask(Call call) {
    var host = call.object(0, "host");
    host.putInto("cpu_info", AFTER_REBOOT, Values.text(host.map("cpu_info"), "physical_features"));
    return Handler.VOID;
  }

  private static java.util.List<String> names(HostToolstack host) {
    return levels(host) ? java.util.List.of("features", "features_pv", FEATURES) : java.util.List.of("features", "physical_features");
  }

  private static boolean levels(HostToolstack host) {
    return host.doors().generation().has(Feature.CPU_LEVELLING_ACROSS_GENERATIONS);
  }

  /** A pool has what all its hosts have. */
  static void level(Pool pool) {
    var members = pool.members().stream().map(HostToolstack::record).toList();
    var common = members.stream().map(Processors::features).flatMap(Optional::stream).reduce(Processors::both);
    var info = new LinkedHashMap<String, Object>(members.getFirst().map("cpu_info"));
    common.ifPresent(words -> {
      info.replaceAll((name, value) -> name.startsWith("features") ? text(words) : value);
      info.put("cpu_count", String.valueOf(sum(members, "cpu_count")));
      info.put("socket_count", String.valueOf(sum(members, "socket_count")));
    });
    pool.record().set("cpu_info", info);
  }

  private static long sum(java.util.List<Entity> hosts, String what) {
    return hosts.stream().mapToLong(host -> Long.parseLong(Values.text(host.map("cpu_info"), what))).sum();
  }

  /** Tell whether two hosts show the same features. */
  static boolean same(HostToolstack one, HostToolstack other) {
    return Values.text(one.record().map("cpu_info"), "features").equals(Values.text(other.record().map("cpu_info"), "features"));
  }

  /** A VM that starts sees what the pool has, and keeps it until it starts again. */
  static void started(Pool pool, Entity vm) {
    var info = pool.record().map("cpu_info");
    vm.set("last_boot_CPU_flags", Values.map("vendor", Values.text(info, "vendor"), "features", Values.text(info, "features")));
  }

  /** Say why a host cannot take a VM over as it runs: it lacks what the VM saw when it started. */
  static Optional<XapiException> unfit(Entity vm, Entity host) {
    var seen = Values.text(vm.map("last_boot_CPU_flags"), "features");
    boolean lacking = !seen.isEmpty() && features(host).filter(words -> {
      var wanted = words(seen);
      return IntStream.range(0, wanted.length).anyMatch(i -> (wanted[i] & ~words[i]) != 0);
    }).isPresent();
    return lacking
        ? Optional.of(Refusal.of("VM_INCOMPATIBLE_WITH_THIS_HOST", vm.ref(), host.ref(), "VM last booted on a CPU with features this host's CPU does not have."))
        : Optional.empty();
  }

  private static Optional<long[]> features(Entity host) {
    return Optional.of(Values.text(host.map("cpu_info"), FEATURES)).filter(text -> !text.isEmpty()).map(Processors::words);
  }

  private static long[] both(long[] one, long[] other) {
    return IntStream.range(0, one.length).mapToLong(i -> one[i] & other[i]).toArray();
  }

  private static long[] words(String text) {
    return Arrays.stream(text.split("-")).mapToLong(word -> Long.parseLong(word, 16)).toArray();
  }

  private static String text(long[] words) {
    return Arrays.stream(words).mapToObj("%08x"::formatted).collect(Collectors.joining("-"));
  }
}
