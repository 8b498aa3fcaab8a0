package dev.assay.testkit;

import dev.assay.xapi.model.HostFields;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** The features of a host's processors, as the product lists them. */
public final class Processors {

  private static final String TOOL = "/opt/xensource/libexec/xen-cmdline";
  private static final String MASK = "cpuid_mask_ecx";
  private static final String FEATURES = "features_hvm";

  /** A processor of some generations before: without what came to the first word of features after its lower half. */
  private static final String OLDER = "0x0098e3ff";

  private final Host host;

  Processors(Host host) {
    this.host = host;
  }

  public int count() {
    return Integer.parseInt(host.record().get(HostFields.CPU_INFO).getOrDefault("cpu_count", "1"));
  }

  public String features() {
    return host.record().get(HostFields.CPU_INFO).getOrDefault(FEATURES, "");
  }

  /** Return what the pool of the host is levelled to. */
  public String featuresOfPool() {
    var session = host.toolstack().session();
    return String.valueOf(((SequencedMap<?, ?>) session.call("pool.get_cpu_info", host.toolstack().pool())).get(FEATURES));
  }

  /** Tell whether these features are among others, word by word. */
  public static boolean among(String features, String others) {
    var these = features.split("-");
    var those = others.split("-");
    return these.length == those.length
        && IntStream.range(0, these.length).allMatch(i -> (Long.parseLong(these[i], 16) & ~Long.parseLong(those[i], 16)) == 0);
  }

  /** Have the hypervisor hide what an older generation of processors has not, by a reboot; the bench is not trusted afterwards. */
  public void looksOlder() {
    host.bench().act("host.hide-features", host.id().value(), Map.of("mask", OLDER), () -> {
      host.bench().spoil();
      return host.run(TOOL, "--set-xen", MASK + "=" + OLDER);
    });
    host.disable();
    host.reboot();
  }
}
