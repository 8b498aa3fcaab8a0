package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.ProductVersion;
import dev.assay.core.lab.Power;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.HistoryHash;
import dev.assay.core.time.Await;
import dev.assay.core.time.VirtualTime;
import dev.assay.core.defect.Defect;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.SimulatedLab;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Installed hosts that are spoken to as any client does: through their transport alone. Used from inside its time. */
final class XapiLab {

  static final String PASSWORD = "rack-and-ruin";
  private static final ApiTable TABLE = ApiTable.load();

  final VirtualTime time = VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z"));
  final List<HistoryEvent> events = new ArrayList<>();
  final XapiToolstacks toolstacks = new XapiToolstacks(TABLE);

  /** What was made at the first boot of each installed host, by its address. */
  final SequencedMap<String, HostToolstack> installed = new LinkedHashMap<>();

  final SimulatedLab lab;

  XapiLab(long seed, int hosts, Defect... defects) {
    this(spec(seed, hosts, 0, defects));
  }

  /** Make a lab whose hosts have a graphics adapter each. */
  static XapiLab withAdapters(long seed, int hosts) {
    return new XapiLab(spec(seed, hosts, 1));
  }

  private XapiLab(LabSpec spec) {
    lab = SimulatedLab.create(spec, time, this::takeDown, (system, doors) -> {
      var toolstack = (HostToolstack) toolstacks.firstBoot(system, doors);
      installed.put(system.host().address(), toolstack);
      return toolstack;
    });
  }

  private void takeDown(String kind, String subject, java.util.Map<String, String> details) {
    events.add(new HistoryEvent(events.size(), time.now(), kind, subject, new LinkedHashMap<>(details)));
  }

  private static LabSpec spec(long seed, int count, int adapters, Defect... defects) {
    var hosts = new ArrayList<LabSpec.Host>();
    for (int i = 1; i <= count; i++) {
      hosts.add(new LabSpec.Host(
          id(i), "ams", "std", address(i), "00:16:3e:00:00:0" + i, "GenuineIntel", 8, Bytes.gib(32), Bytes.gib(500), 2, false,
          List.of("nfs1", "nfs2", "lun1", "lun2", "fc1", "fc2", "share", "isos"), adapters, Bytes.ZERO));
    }
    var exports = List.of(
        new LabSpec.Export("nfs1", "nfs", "filer:/vol1", Bytes.tib(2)),
        new LabSpec.Export("nfs2", "nfs", "filer:/vol2", Bytes.tib(2)),
        new LabSpec.Export("lun1", "iscsi", "10.9.0.1/iqn.2026-01.lab:a/360001", Bytes.gib(100)),
        new LabSpec.Export("lun2", "iscsi", "10.9.0.2,10.9.0.3/iqn.2026-01.lab:b/360004", Bytes.gib(100)),
        new LabSpec.Export("fc1", "hba", "array/360002", Bytes.gib(100)),
        new LabSpec.Export("fc2", "fcoe", "array/360003", Bytes.gib(100)),
        new LabSpec.Export("share", "smb", "filer:/share", Bytes.gib(100)),
        new LabSpec.Export("isos", "iso", "filer:/isos", Bytes.gib(100)));
    var releases = List.of(
        new LabSpec.Release(URI.create("http://media.lab/creedence"), "XenServer", ProductVersion.parse("6.5.0"), "90233", "creedence"),
        new LabSpec.Release(URI.create("http://media.lab/dundee"), "XenServer", ProductVersion.parse("7.0.0"), "125380", "dundee"),
        new LabSpec.Release(URI.create("http://media.lab/stockholm"), "XenServer", ProductVersion.parse("8.4.0"), "2231", "stockholm"));
    return new LabSpec(seed, hosts, exports, releases, Defects.of(defects));
  }

  static HostId id(int number) {
    return HostId.of("ams-h0" + number);
  }

  static String address(int number) {
    return "10.0.0." + number;
  }

  SimulatedHost host(int number) {
    return lab.host(id(number));
  }

  /** Install a host from the network and log in to it. */
  Client install(int number) {
    install(number, "creedence");
    return login(number);
  }

  void install(int number, String generation) {
    boot(number, generation, "fresh");
  }

  void upgrade(int number, String generation) {
    boot(number, generation, "upgrade");
  }

  private void boot(int number, String generation, String mode) {
    publish(number, generation, mode);
    host(number).power().set(Power.State.OFF);
    host(number).power().bootNextFrom(Power.BootDevice.NETWORK);
    host(number).power().set(Power.State.ON);
    awaitUp(number);
  }

  void awaitUp(int number) {
    Await.on(time).until("host " + number + " answers", () -> answers(number)).seeing(host(number)::console).within(Duration.ofHours(1));
  }

  private boolean answers(int number) {
    try {
      host(number).xapi().call("session.login_with_password", List.of("root", PASSWORD));
      return true;
    } catch (XapiException e) {
      return true;
    } catch (AssayException.Lab e) {
      return false;
    }
  }

  private void publish(int number, String generation, String mode) {
    var script = """
        #!ipxe
        kernel http://media.lab/%1$s/boot/xen.gz dom0_mem=max:8192M
        module http://media.lab/%1$s/boot/vmlinuz answerfile=%2$s install
        module http://media.lab/%1$s/install.img
        boot
        """.formatted(generation, lab.networkBoot().address(id(number), "answerfile.xml"));
    var answers = """
        <?xml version="1.0"?>
        <installation mode="%s">
          %s
          <primary-disk>sda</primary-disk>
          <keymap>us</keymap>
          <root-password type="plaintext">%s</root-password>
          <source type="url">http://media.lab/%s/</source>
          <admin-interface name="eth0" proto="dhcp"/>
          <hostname>%s</hostname>
          <timezone>Europe/Amsterdam</timezone>
        </installation>
        """.formatted(mode, mode.equals("upgrade") ? "<existing-installation>sda</existing-installation>" : "", PASSWORD, generation, id(number));
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", script.getBytes(StandardCharsets.UTF_8));
    files.put("answerfile.xml", answers.getBytes(StandardCharsets.UTF_8));
    lab.networkBoot().publish(id(number), files);
  }

  Client login(int number) {
    return new Client(host(number), (String) host(number).xapi().call("session.login_with_password", List.of("root", PASSWORD)));
  }

  /** Copy a disk of 8 MiB that is full. */
  void copyInstalledDisk(Client client) {
    var sr = client.refs("SR.get_by_name_label", "full").stream().findFirst().orElseGet(() -> client.createNfs("full", "/vol1"));
    var vdi = client.createVdi(sr, 8 << 20);
    var query = new LinkedHashMap<>(java.util.Map.of("session_id", client.session(), "vdi", vdi));
    var content = new byte[8 << 20];
    java.util.Arrays.fill(content, (byte) 1);
    client.host().http().put("/import_raw_vdi", query, new java.io.ByteArrayInputStream(content));
    client.call("VDI.copy", vdi, sr);
  }

  String historyHash() {
    var hash = new HistoryHash();
    events.forEach(hash::add);
    return hash.value();
  }

  /** Expect a refusal with exactly this code and these parameters. */
  static void assertRefused(ThrowingCallable call, String code, String... parameters) {
    assertThatThrownBy(call).isInstanceOfSatisfying(XapiException.class, refusal -> org.assertj.core.api.Assertions
        .assertThat(Stream.concat(Stream.of(refusal.code()), refusal.parameters().stream()).toList())
        .isEqualTo(Stream.concat(Stream.of(code), Stream.of(parameters)).toList()));
  }

  /** One logged-in client. */
  record Client(SimulatedHost host, String session) {

    Object call(String method, Object... arguments) {
      var parameters = new ArrayList<Object>(List.of(session));
      parameters.addAll(List.of(arguments));
      return host.xapi().call(method, parameters);
    }

    String text(String method, Object... arguments) {
      return (String) call(method, arguments);
    }

    @SuppressWarnings("unchecked")
    SequencedMap<String, Object> map(String method, Object... arguments) {
      return (SequencedMap<String, Object>) call(method, arguments);
    }

    @SuppressWarnings("unchecked")
    List<String> refs(String method, Object... arguments) {
      return (List<String>) call(method, arguments);
    }

    Object get(String type, String ref, String field) {
      return map(type + ".get_record", ref).get(field);
    }

    String only(String type, String name) {
      return refs(type + ".get_by_name_label", name).getFirst();
    }

    String thisHost() {
      return text("session.get_this_host", session);
    }

    /** Make a Debian VM with a disk on the default repository, halted. */
    String createVm(String name) {
      var vm = text("VM.clone", only("VM", "Debian Bookworm 12"), name);
      call("VM.provision", vm);
      var network = only("network", "Pool-wide network associated with eth0");
      call("VIF.create", Values.map(
          "VM", vm, "network", network, "device", "0", "MAC", "", "MTU", 1500L, "other_config", Values.map(),
          "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
      return vm;
    }

    String startVm(String name) {
      var vm = createVm(name);
      call("VM.start", vm, false, false);
      return vm;
    }

    String createNfs(String name, String path) {
      return text("SR.create", thisHost(), Values.map("server", "filer", "serverpath", path), 0L, name, "", "nfs", "user", true, Values.map());
    }

    String createVdi(String sr, long bytes) {
      return text("VDI.create", Values.map(
          "name_label", "disk", "SR", sr, "virtual_size", bytes, "type", "user", "sharable", false, "read_only", false, "other_config", Values.map()));
    }
  }

  void awaitAgent(Client client, String vm) {
    Await.on(time)
        .until("the agent of " + vm + " reports", () -> !client.get("VM", vm, "guest_metrics").equals(Refs.NULL))
        .within(Duration.ofMinutes(20));
  }
}
