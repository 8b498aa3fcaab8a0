package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Tables of calls and of what each is refused with, in one scene; and of what objects list in each of their states. */
public class RefusalTableTests extends XapiFixture {

  private String vm = "";
  private String running = "";
  private String sr = "";
  private String isos = "";
  private String disk = "";
  private String network = "";

  @BeforeMethod
  void install() {
    setUpWith("stockholm");
  }

  private void scene() {
    sr = client.createNfs("nfs", "/vol1");
    isos = client.text("SR.create", client.thisHost(), Values.map("location", "filer:/isos"), 0L, "isos", "", "iso", "iso", true, Values.map());
    disk = client.createVdi(sr, 1 << 20);
    vm = client.createVm("halted");
    running = client.startVm("running");
    lab.awaitAgent(client, running);
    network = client.refs("network.get_all").getFirst();
  }

  private record Row(String method, List<Object> arguments, String code, String... parameters) {
    static Row of(String method, Object... arguments) {
      return new Row(method, List.of(arguments), "");
    }

    Row is(String expected, String... parameters) {
      return new Row(method, arguments, expected, parameters);
    }
  }

  private void refuse(Row... rows) {
    for (var row : rows) {
      assertRefused(() -> client.call(row.method(), row.arguments().toArray()), row.code(), row.parameters());
    }
    assertThat(rows).isNotEmpty();
  }

  private SequencedMap<String, Object> vbd(String vm, String vdi, String type, String mode, boolean empty, String device) {
    return Values.map(
        "VM", vm, "VDI", vdi, "userdevice", device, "bootable", false, "mode", mode, "type", type, "unpluggable", true, "empty", empty,
        "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map());
  }

  private SequencedMap<String, Object> vif(String device, String mac) {
    return Values.map(
        "VM", vm, "network", network, "device", device, "MAC", mac, "MTU", 1500L, "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map());
  }

  private String first(String method, String ref) {
    return client.refs(method, ref).getFirst();
  }

  @Test
  public void devicesAreRefusedInTheProductsOrder() {
    inside(() -> {
      scene();
      var statefile = client.text("VDI.create", Values.map("name_label", "ha", "SR", sr, "virtual_size", 1L << 20, "type", "ha_statefile", "sharable", true, "read_only", false, "other_config", Values.map()));
      var readOnly = client.createVdi(sr, 1 << 20);
      client.call("VDI.set_read_only", readOnly, true);
      var plugged = first("VM.get_VBDs", running);
      var drive = client.text("VBD.create", vbd(vm, Refs.NULL, "CD", "RO", true, "3"));
      refuse(
          Row.of("VBD.create", vbd(vm, statefile, "CD", "RW", false, "autodetect")).is("VDI_INCOMPATIBLE_TYPE", statefile, "ha_statefile"),
          Row.of("VBD.create", vbd(vm, disk, "CD", "RW", false, "autodetect")).is("VBD_CDS_MUST_BE_READONLY"),
          Row.of("VBD.create", vbd(vm, Refs.NULL, "Disk", "RW", true, "autodetect")).is("VBD_NOT_REMOVABLE_MEDIA", "in constructor"),
          Row.of("VBD.create", vbd(vm, disk, "CD", "RO", false, "autodetect")).is("VDI_IS_NOT_ISO", disk, "nfs"),
          Row.of("VBD.create", vbd(vm, readOnly, "Disk", "RW", false, "0")).is("VDI_READONLY", readOnly),
          Row.of("VBD.create", vbd(vm, disk, "Disk", "RW", false, "0")).is("DEVICE_ALREADY_EXISTS", "0"),
          Row.of("VBD.create", vbd(vm, disk, "Disk", "RW", false, "900")).is("INVALID_DEVICE", "900"),
          Row.of("VBD.set_mode", plugged, "RO").is("VM_BAD_POWER_STATE", running, "halted", "running"),
          Row.of("VBD.insert", drive, disk).is("VDI_IS_NOT_ISO", disk, "nfs"),
          Row.of("VBD.eject", drive).is("VBD_IS_EMPTY", drive),
          Row.of("VBD.insert", plugged, disk).is("VBD_NOT_REMOVABLE_MEDIA", plugged),
          Row.of("VBD.destroy", plugged).is("OPERATION_NOT_ALLOWED",
              "VBD '" + client.get("VBD", plugged, "uuid") + "' still attached to '" + client.get("VM", running, "uuid") + "'"),
          Row.of("VIF.create", vif("0", "nonsense")).is("MAC_INVALID", "nonsense"),
          Row.of("VIF.create", vif("zero", "nonsense")).is("INVALID_DEVICE", "zero"),
          Row.of("VIF.create", vif("0", "")).is("DEVICE_ALREADY_EXISTS", "0"),
          Row.of("VIF.set_ipv4_allowed", first("VM.get_VIFs", vm), List.of("10.0.0.1", "fe80::1")).is("INVALID_VALUE", "ipv4_allowed", "fe80::1"),
          Row.of("VIF.add_ipv6_allowed", first("VM.get_VIFs", vm), "10.0.0.1").is("INVALID_VALUE", "ipv6_allowed", "10.0.0.1"));
      client.call("VIF.set_ipv4_allowed", first("VM.get_VIFs", vm), List.of("10.0.0.1", "10.0.0.1"));
      client.call("VIF.add_ipv4_allowed", first("VM.get_VIFs", vm), "10.0.0.2");
      assertThat(client.refs("VIF.get_ipv4_allowed", first("VM.get_VIFs", vm))).containsExactly("10.0.0.1", "10.0.0.2");
    });
  }

  @Test
  public void aDiskThatCannotBeAttachedSaysWhy() {
    inside(() -> {
      scene();
      var used = (String) client.get("VBD", first("VM.get_VBDs", running), "VDI");
      var second = client.text("VBD.create", vbd(vm, used, "Disk", "RW", false, "5"));
      refuse(Row.of("VBD.assert_attachable", second).is("VDI_IN_USE", used));
      var guarded = client.createVdi(sr, 1 << 20);
      var third = client.text("VBD.create", vbd(vm, guarded, "Disk", "RW", false, "6"));
      client.call("VBD.assert_attachable", third);
      client.call("VDI.set_read_only", guarded, true);
      refuse(Row.of("VBD.assert_attachable", third).is("VDI_READONLY", guarded));
    });
  }

  @Test
  public void disksAndRepositoriesListWhatTheirStateAllows() {
    inside(() -> {
      scene();
      var used = (String) client.get("VBD", first("VM.get_VBDs", running), "VDI");
      assertThat(client.refs("VDI.get_allowed_operations", disk))
          .containsExactlyInAnyOrder("snapshot", "copy", "clone", "resize", "destroy", "forget", "update", "generate_config", "force_unlock");
      assertThat(client.refs("VDI.get_allowed_operations", used)).containsExactlyInAnyOrder("snapshot", "clone");
      var tools = client.only("SR", "XenServer Tools");
      assertThat(client.refs("VDI.get_allowed_operations", first("SR.get_VDIs", tools))).containsExactlyInAnyOrder("copy", "forget", "force_unlock");
      assertThat(client.refs("SR.get_allowed_operations", isos))
          .containsExactlyInAnyOrder("scan", "plug", "unplug", "vdi_introduce", "vdi_clone", "pbd_create", "pbd_destroy");
      assertThat(client.refs("SR.get_allowed_operations", sr)).contains("scan", "update", "vdi_create", "vdi_enable_cbt", "vdi_set_on_boot", "vdi_mirror")
          .doesNotContain("destroy", "forget", "vdi_resize_online");
      refuse(
          Row.of("VDI.update", used).is("VDI_IN_USE", used, "update"),
          Row.of("VDI.forget", used).is("VDI_IN_USE", used, "forget"),
          Row.of("VDI.data_destroy", disk).is("OPERATION_NOT_ALLOWED", "VDI is not a snapshot: " + disk),
          Row.of("VDI.destroy", first("SR.get_VDIs", tools)).is("SR_OPERATION_NOT_SUPPORTED", tools),
          Row.of("SR.forget", sr).is("SR_HAS_PBD", sr),
          Row.of("SR.destroy", sr).is("SR_HAS_PBD", sr));
      client.call("PBD.unplug", first("SR.get_PBDs", sr));
      refuse(
          Row.of("VDI.snapshot", disk, Values.map()).is("SR_HAS_NO_PBDS", sr),
          Row.of("SR.scan", sr).is("SR_HAS_NO_PBDS", sr),
          Row.of("SR.destroy", sr).is("SR_NOT_EMPTY"));
      client.call("PBD.destroy", first("SR.get_PBDs", sr));
      refuse(Row.of("SR.destroy", sr).is("SR_HAS_NO_PBDS", sr));
    });
  }

  @Test
  public void whileAPoolIsUpgradedWhatOlderHostsDoNotKnowIsLeftOut() {
    inside(() -> {
      scene();
      client.call("VM.hard_shutdown", running);
      var pool = client.refs("pool.get_all").getFirst();
      client.call("pool.add_to_other_config", pool, RollingUpgrade.FLAG, "true");
      refuse(
          Row.of("VDI.enable_cbt", disk).is("NOT_SUPPORTED_DURING_UPGRADE"),
          Row.of("VM.snapshot", vm, "s").is("NOT_SUPPORTED_DURING_UPGRADE"),
          Row.of("SR.create", client.thisHost(), Values.map(), 0L, "x", "", "nfs", "user", true, Values.map()).is("NOT_SUPPORTED_DURING_UPGRADE"));
      assertThat(client.refs("SR.get_allowed_operations", sr)).contains("scan", "vdi_snapshot", "vdi_mirror")
          .doesNotContain("vdi_enable_cbt", "vdi_disable_cbt", "vdi_data_destroy", "vdi_list_changed_blocks", "vdi_set_on_boot");
      assertThat(client.refs("VM.get_allowed_operations", vm)).contains("start", "clone", "copy").doesNotContain("snapshot", "changing_NVRAM", "metadata_export");
      client.call("pool.remove_from_other_config", pool, RollingUpgrade.FLAG);
      assertThat(client.refs("SR.get_allowed_operations", sr)).contains("vdi_enable_cbt");
    });
  }

  @Test
  public void recordsOfConstructorsAreReadFieldByField() {
    inside(() -> {
      refuse(
          Row.of("network.create", Values.map("name_label", "n")).is("INTERNAL_ERROR", "Server_helpers.Dispatcher_FieldNotFound(\"other_config\")"),
          Row.of("VDI.create", Values.map()).is("INTERNAL_ERROR", "Server_helpers.Dispatcher_FieldNotFound(\"SR\")"),
          Row.of("VDI.create", Values.map("SR", "x", "virtual_size", "much")).is("FIELD_TYPE_ERROR", "virtual_size"),
          Row.of("VDI.create", Values.map("SR", "x", "virtual_size", "7", "type", "strange")).is("FIELD_TYPE_ERROR", "type"),
          Row.of("VBD.create", Values.map("VM", "x")).is("INTERNAL_ERROR", "Server_helpers.Dispatcher_FieldNotFound(\"VDI\")"),
          Row.of("VM.create", Values.map()).is("INTERNAL_ERROR", "Server_helpers.Dispatcher_FieldNotFound(\"user_version\")"),
          Row.of("secret.create", Values.map()).is("INTERNAL_ERROR", "Server_helpers.Dispatcher_FieldNotFound(\"value\")"));
      client.text("network.create", Values.map("other_config", Values.map(), "unheard_of", "is no matter"));
    });
  }

  @Test
  public void notesAndGroupsAreRefusedInTheProductsWords() {
    inside(() -> {
      scene();
      var uuid = (String) client.get("VM", vm, "uuid");
      var empty = client.text("VM_appliance.create", Values.map("name_label", "none", "name_description", ""));
      var group = client.text("VM_appliance.create", Values.map("name_label", "one", "name_description", ""));
      client.call("VM.set_appliance", vm, group);
      refuse(
          Row.of("message.create", "N", 3L, "VM", "nobody", "text").is("UUID_INVALID", "VM", "nobody"),
          Row.of("message.create", "N", 3L, "Pool", uuid, "text").is("UUID_INVALID", "Pool", uuid),
          Row.of("message.get", "VM", "nobody", "19700101T00:00:00Z").is("UUID_INVALID"),
          Row.of("VM_appliance.start", empty, false).is("OPERATION_NOT_ALLOWED", "Appliance has no VMs."),
          Row.of("VM_appliance.clean_shutdown", group).is("OPERATION_NOT_ALLOWED", "There are no running VMs in this appliance."),
          Row.of("VM_appliance.hard_shutdown", group).is("OPERATION_NOT_ALLOWED", "All VMs in this appliance are halted."),
          Row.of("subject.create", Values.map("subject_identifier", "S-1", "other_config", Values.map())).is("AUTH_IS_DISABLED"));
      client.text("message.create", "FIRST", 3L, "VM", uuid, "text");
      lab.time.sleep(java.time.Duration.ofSeconds(1));
      var second = client.text("message.create", "SECOND", 3L, "VM", uuid, "text");
      assertThat(client.map("message.get", "VM", uuid, "19700101T00:00:00Z").firstEntry().getKey()).isEqualTo(second);
      assertThat(client.map("message.get", "VM", uuid, client.get("message", second, "timestamp"))).isEmpty();
      client.call("VM_appliance.start", group, false);
      refuse(Row.of("VM_appliance.start", group, false).is("OPERATION_NOT_ALLOWED", "There are no halted VMs in this appliance."));
    });
  }

  private SequencedMap<String, Object> schedule(String frequency, SequencedMap<String, Object> keys) {
    return Values.map("name_label", "s", "name_description", "", "enabled", true, "type", "snapshot", "retained_snapshots", 3L, "frequency", frequency, "schedule", keys);
  }

  @Test
  public void settingsAreRefusedInTheProductsWords() {
    inside(() -> {
      scene();
      var daily = client.text("VMSS.create", schedule("daily", Values.map("min", "15")));
      var dom0 = client.text("host.get_control_domain", client.thisHost());
      client.call("SDN_controller.introduce", "pssl", "", 0L);
      refuse(
          Row.of("VMSS.create", schedule("daily", Values.map("min", "7"))).is("INVALID_VALUE", "schedule:min", "7"),
          Row.of("VMSS.create", schedule("daily", Values.map("days", "Monday"))).is("INVALID_VALUE", "schedule:days", "Monday"),
          Row.of("VMSS.set_schedule", daily, Values.map("hour", "24")).is("INVALID_VALUE", "schedule:hour", "24"),
          Row.of("VMSS.add_to_schedule", daily, "days", "Someday").is("INVALID_VALUE", "schedule:days", "Someday"),
          Row.of("VM.set_order", vm, -1L).is("INVALID_VALUE", "order must be non-negative", "-1"),
          Row.of("VM.set_start_delay", vm, -2L).is("INVALID_VALUE", "start_delay must be non-negative", "-2"),
          Row.of("VM.set_appliance", dom0, Refs.NULL).is("OPERATION_NOT_ALLOWED", "Control domains cannot be assigned to appliances"),
          Row.of("host.set_hostname_live", client.thisHost(), "-a").is("HOST_NAME_INVALID", "hostname contains invalid characters"),
          Row.of("host.set_hostname_live", client.thisHost(), "a".repeat(256)).is("HOST_NAME_INVALID", "hostname is too long"),
          Row.of("SDN_controller.introduce", "pssl", "", 0L).is("SDN_CONTROLLER_ALREADY_EXISTS"));
      assertThat(client.map("VMSS.get_schedule", daily)).isEqualTo(Values.map("hour", "0", "min", "15"));
      client.call("VMSS.set_frequency", daily, "weekly");
      assertThat(client.map("VMSS.get_schedule", daily)).isEqualTo(Values.map("hour", "0", "min", "15", "days", "Monday"));
    });
  }

  @Test
  public void conditionsCompareWhatTheDatabaseKeeps() {
    inside(() -> {
      scene();
      int all = client.refs("VDI.get_all").size();
      assertThat(client.map("VDI.get_all_records_where", "\"a\"='a'")).hasSize(all);
      assertThat(client.map("VDI.get_all_records_where", "field \"virtual_size\"=\"1048576\" and field 'managed'='true'")).containsOnlyKeys(disk);
      assertThat(client.map("VDI.get_all_records_where", "field \"tags\"=\"()\" and not field \"sharable\"=field \"managed\"")).isNotEmpty();
      client.call("VDI.set_tags", disk, List.of("a", "b"));
      client.call("VDI.add_to_other_config", disk, "k", "v");
      assertThat(client.map("VDI.get_all_records_where", "field \"tags\"=\"('a' 'b')\"")).containsOnlyKeys(disk);
      assertThat(client.map("VDI.get_all_records_where", "field \"other_config\"=\"(('k' 'v'))\"")).containsOnlyKeys(disk);
      assertThat(client.map("VDI.get_all_records_where", "field \"snapshot_time\"=\"19700101T00:00:00Z\" and field \"uuid\"=\"" + client.get("VDI", disk, "uuid") + "\"")).containsOnlyKeys(disk);
      refuse(
          Row.of("VDI.get_all_records_where", "field \"nothing\"=\"x\"").is("INTERNAL_ERROR", "Db_exn.DBCache_NotFound(\"missing field\", \"nothing\", \"\")"),
          Row.of("VDI.get_all_records_where", "field uuid=x").is("INTERNAL_ERROR", "Db_filter.Expression_error([field uuid=x])"));
    });
  }

  @Test
  public void eventsComeByWhatHappenedAndByClass() {
    inside(() -> {
      scene();
      var token = client.map("event.from", List.of("*"), "", 0.0).get("token");
      client.call("VM.set_name_label", vm, "other");
      client.call("VDI.set_name_label", disk, "other");
      var made = client.text("network.create", Values.map("name_label", "n", "name_description", "", "MTU", 1500L, "other_config", Values.map(), "tags", List.of()));
      client.call("VDI.destroy", client.createVdi(sr, 1 << 20));
      client.call("VIF.destroy", first("VM.get_VIFs", vm));
      var events = events(client.map("event.from", List.of("vdi", "vm", "network", "vif"), token, 0.0));
      assertThat(events).containsSubsequence("add network " + made, "mod vm " + vm, "mod vdi " + disk);
      assertThat(events.getLast()).startsWith("del vif");
      assertThat(events.stream().map(event -> event.substring(0, 3)).distinct()).containsExactly("add", "mod", "del");
    });
  }

  @SuppressWarnings("unchecked")
  private static List<String> events(SequencedMap<String, Object> batch) {
    return ((List<SequencedMap<String, Object>>) batch.get("events")).stream().map(event -> event.get("operation") + " " + event.get("class") + " " + event.get("ref")).toList();
  }

  @Test
  public void aStatusThatAClientSetOutlastsTheWork() {
    inside(() -> {
      scene();
      var task = client.text("Async.VM.start", vm, false, false);
      client.call("task.set_status", task, "cancelled");
      lab.awaitAgent(client, vm);
      assertThat(client.get("task", task, "status")).isEqualTo("cancelled");
      assertThat(client.get("task", task, "result")).isEqualTo("");
    });
  }
}
