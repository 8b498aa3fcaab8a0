package dev.assay.simulator.served.benchmark;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.ProductVersion;
import dev.assay.core.HostId;
import dev.assay.core.defect.Defects;
import dev.assay.core.lab.Power;
import dev.assay.core.run.History;
import dev.assay.core.time.Await;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** One installed host with any number of halted VMs. */
final class BenchmarkLab {

  static final HostId HOST = HostId.of("bench-h01");
  static final String PASSWORD = "made-up-for-the-benchmark";

  private static final String MEDIA = "http://media.lab/8.4.0/";

  final SimulatedLab lab;

  /** Install the host; the clock may be paced or not. */
  BenchmarkLab(VirtualTime time) {
    var host = new LabSpec.Host(
        HOST, "bench", "std", "10.0.0.1", "00:16:3e:00:00:01", "GenuineIntel", 16, Bytes.gib(256), Bytes.tib(4), 2, false, List.of());
    var release = new LabSpec.Release(URI.create(MEDIA.substring(0, MEDIA.length() - 1)), "XenServer", ProductVersion.parse("8.4.0"), "1", "stockholm");
    lab = SimulatedLab.create(
        new LabSpec(1, List.of(host), List.of(), List.of(release), Defects.NONE), time, History.NONE, new XapiToolstacks(ApiTable.load()));
    time.run("install", () -> install(time));
  }

  private Duration install(VirtualTime time) {
    lab.networkBoot().publish(HOST, bootFiles());
    lab.host(HOST).power().bootNextFrom(Power.BootDevice.NETWORK);
    lab.host(HOST).power().set(Power.State.ON);
    return Await.on(time).until("XAPI answers", this::answers).seeing(lab.host(HOST)::console).within(Duration.ofHours(2));
  }

  private SequencedMap<String, byte[]> bootFiles() {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", """
        #!ipxe
        kernel %1$sboot/xen.gz
        module %1$sboot/vmlinuz answerfile=%2$s install
        module %1$sinstall.img
        boot
        """.formatted(MEDIA, lab.networkBoot().address(HOST, "answerfile.xml")).getBytes(StandardCharsets.UTF_8));
    files.put("answerfile.xml", """
        <?xml version="1.0"?>
        <installation mode="fresh">
          <primary-disk>sda</primary-disk>
          <keymap>us</keymap>
          <root-password type="plaintext">%s</root-password>
          <source type="url">%s</source>
          <admin-interface name="eth0" proto="dhcp"/>
          <hostname>bench</hostname>
          <timezone>UTC</timezone>
        </installation>
        """.formatted(PASSWORD, MEDIA).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private boolean answers() {
    try {
      login();
      return true;
    } catch (AssayException.Lab | XapiException e) {
      return false;
    }
  }

  /** Log in; call from inside the lab's time. */
  String login() {
    return (String) call("session.login_with_password", "root", PASSWORD);
  }

  Object call(String method, Object... parameters) {
    return lab.host(HOST).xapi().call(method, List.of(parameters));
  }

  /** Make a halted VM without disks; call from inside the lab's time. */
  String createVm(String session, int number) {
    var record = new LinkedHashMap<String, Object>();
    record.put("name_label", "bench " + number);
    for (var field : List.of("memory_static_max", "memory_static_min", "memory_dynamic_max", "memory_dynamic_min")) {
      record.put(field, 1L << 28);
    }
    record.put("VCPUs_max", 1L);
    record.put("VCPUs_at_startup", 1L);
    record.put("HVM_boot_policy", "BIOS order");
    return (String) call("VM.create", session, record);
  }
}
