package dev.assay.testkit;

import dev.assay.core.Bytes;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The records that the API's constructors ask for, filled as the product's own clients fill them. */
final class Records {

  private Records() {}

  static SequencedMap<String, Object> disk(String name, SrRef sr, Bytes size) {
    var record = new LinkedHashMap<String, Object>();
    record.put("name_label", name);
    record.put("name_description", "");
    record.put("SR", sr);
    record.put("virtual_size", size.count());
    record.put("type", "user");
    record.put("sharable", false);
    record.put("read_only", false);
    record.put("other_config", new LinkedHashMap<String, Object>());
    return record;
  }

  static SequencedMap<String, Object> network(String name, int mtu) {
    var record = new LinkedHashMap<String, Object>();
    record.put("name_label", name);
    record.put("name_description", "");
    record.put("MTU", (long) mtu);
    record.put("other_config", new LinkedHashMap<String, Object>());
    record.put("tags", List.of());
    return record;
  }

  static SequencedMap<String, Object> subject(String identifier, String name) {
    var other = new LinkedHashMap<String, Object>();
    other.put("subject-name", name);
    var record = new LinkedHashMap<String, Object>();
    record.put("subject_identifier", identifier);
    record.put("other_config", other);
    return record;
  }

  static SequencedMap<String, Object> plug(VmRef vm, VdiRef vdi, String position) {
    var record = new LinkedHashMap<String, Object>();
    record.put("VM", vm);
    record.put("VDI", vdi);
    record.put("userdevice", position);
    record.put("bootable", false);
    record.put("mode", "RW");
    record.put("type", "Disk");
    record.put("unpluggable", true);
    record.put("empty", false);
    record.put("other_config", new LinkedHashMap<String, Object>());
    record.put("qos_algorithm_type", "");
    record.put("qos_algorithm_params", new LinkedHashMap<String, Object>());
    return record;
  }

  static SequencedMap<String, Object> card(VmRef vm, NetworkRef network, String position) {
    var record = new LinkedHashMap<String, Object>();
    record.put("VM", vm);
    record.put("network", network);
    record.put("device", position);
    record.put("MAC", "");
    record.put("MTU", 1500L);
    record.put("other_config", new LinkedHashMap<String, Object>());
    record.put("qos_algorithm_type", "");
    record.put("qos_algorithm_params", new LinkedHashMap<String, Object>());
    return record;
  }
}
