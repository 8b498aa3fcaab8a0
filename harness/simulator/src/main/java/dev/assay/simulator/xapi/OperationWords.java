package dev.assay.simulator.xapi;

import dev.assay.xapi.table.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** From which release on an operation is spoken of at all; those that are not named here are as old as their class. */
final class OperationWords {

  private static final SequencedMap<String, String> SINCE = index("""
      VM.changing_NVRAM naples
      VBD.pause boston
      VBD.unpause boston
      VDI.force_unlock inverness
      SR.vdi_mirror tampa
      SR.vdi_enable_cbt inverness
      SR.vdi_disable_cbt inverness
      SR.vdi_data_destroy inverness
      SR.vdi_list_changed_blocks inverness
      SR.vdi_set_on_boot inverness
      host.enable 24.19.0
      host.power_on orlando
      host.apply_updates 1.301.0
      pool.cluster_create kolkata
      pool.designate_new_master naples
      pool.tls_verification_enable 1.290.0
      pool.configure_repositories 1.301.0
      pool.sync_updates 1.329.0
      pool.sync_bundle 24.23.0
      pool.apply_updates 1.301.0
      pool.cert_refresh 1.307.0
      pool.exchange_certificates_on_join 1.294.0
      pool.exchange_ca_certificates_on_join 1.294.0
      pool.copy_primary_host_certs 22.5.0
      pool.eject 22.5.0
      pool.get_updates 1.301.0
      pool.exchange_crls_on_join 26.13.0
      """);

  private OperationWords() {}

  private static SequencedMap<String, String> index(String lines) {
    var since = new LinkedHashMap<String, String>();
    lines.lines().map(line -> line.split(" ")).forEach(words -> since.put(words[0], words[1]));
    return since;
  }

  /** Leave out the operations of a class that this release does not speak of. */
  static List<String> known(Schemas schemas, Release release, String type, List<String> operations) {
    return operations.stream().filter(operation -> {
      var since = SINCE.get(type + "." + operation);
      return since == null || schemas.table().release(since).compareTo(release) <= 0;
    }).toList();
  }
}
