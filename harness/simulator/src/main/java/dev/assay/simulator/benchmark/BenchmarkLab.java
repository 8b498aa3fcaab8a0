package dev.assay.simulator.benchmark;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.ProductVersion;
import dev.assay.core.defect.Defects;
import dev.assay.core.lab.Power;
import dev.assay.core.run.History;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Installed hosts of the newest release, alike, with any number of VMs; spoken to as any client does. */
public final class BenchmarkLab {

  public static final HostId HOST = id(1);
  public static final String PASSWORD = "made-up-for-the-benchmark";

  private static final String MEDIA = "http://media.lab/8.4.0/";
  private static final String EXPORT = "filer:/bench";

  private final VirtualTime time;
  private final SimulatedLab lab;

  /** Install one host; the clock may be paced or not. */
  public BenchmarkLab(VirtualTime time) {
    this(time, 1);
  }

  /** Install so many hosts, each a pool of its own. */
  public BenchmarkLab(VirtualTime time, int hosts) {
    this.time = time;
    var specs = new ArrayList<LabSpec.Host>();
    for (int number = 1; number <= hosts; number++) {
      specs.add(new LabSpec.Host(
          id(number), "bench", "std", address(number), "00:16:3e:%02x:%02x:01".formatted(number >> 8, number & 255), "GenuineIntel", 32, Bytes.gib(384),
          Bytes.tib(4), 2, false, List.of("bench")));
    }
    var release = new LabSpec.Release(URI.create(MEDIA.substring(0, MEDIA.length() - 1)), "XenServer", ProductVersion.parse("8.4.0"), "1", "stockholm");
    var export = new LabSpec.Export("bench", "nfs", EXPORT, Bytes.tib(400));
    lab = SimulatedLab.create(
        new LabSpec(1, specs, List.of(export), List.of(release), Defects.NONE), time, History.NONE, new XapiToolstacks(ApiTable.load()));
    time.run("install", () -> {
      for (int number = 1; number <= hosts; number++) {
        start(number);
      }
      for (int number = 1; number <= hosts; number++) {
        await(number);
      }
      return true;
    });
  }

  public SimulatedLab lab() {
    return lab;
  }

  private static HostId id(int number) {
    return HostId.of("bench-h%02d".formatted(number));
  }

  private static String address(int number) {
    return "10.0." + (number >> 8) + "." + (number & 255);
  }

  private void start(int number) {
    lab.networkBoot().publish(id(number), bootFiles(number));
    lab.host(id(number)).power().bootNextFrom(Power.BootDevice.NETWORK);
    lab.host(id(number)).power().set(Power.State.ON);
  }

  private void await(int number) {
    Await.on(time).until("XAPI answers", () -> answers(number)).seeing(lab.host(id(number))::console).within(Duration.ofHours(2));
  }

  private SequencedMap<String, byte[]> bootFiles(int number) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", """
        #!ipxe
        kernel %1$sboot/xen.gz
        module %1$sboot/vmlinuz answerfile=%2$s install
        module %1$sinstall.img
        boot
        """.formatted(MEDIA, lab.networkBoot().address(id(number), "answerfile.xml")).getBytes(StandardCharsets.UTF_8));
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

  private boolean answers(int number) {
    try {
      login(number);
      return true;
    } catch (AssayException.Lab | XapiException e) {
      return false;
    }
  }

  /** Log in to the first host; call from inside the lab's time. */
  public String login() {
    return login(1);
  }

  String login(int number) {
    return (String) on(number, "session.login_with_password", "root", PASSWORD);
  }

  /** Call the first host; from inside the lab's time. */
  public Object call(String method, Object... parameters) {
    return on(1, method, parameters);
  }

  Object on(int number, String method, Object... parameters) {
    return lab.host(id(number)).xapi().call(method, List.of(parameters));
  }

  /** Make all hosts one pool that the first one leads, on shared storage; returns a session of it. */
  String pool(int hosts) {
    var session = login();
    for (int number = 2; number <= hosts; number++) {
      on(number, "pool.join", login(number), address(1), "root", PASSWORD);
    }
    var sr = call("SR.create", session, ((List<?>) call("host.get_all", session)).getFirst(), new LinkedHashMap<>(Map.of("server", "filer", "serverpath", "/bench")), 0L,
        "shared", "", "nfs", "user", true, new LinkedHashMap<>());
    var pool = ((List<?>) call("pool.get_all", session)).getFirst();
    call("pool.set_default_SR", session, pool, sr);
    call("pool.set_suspend_image_SR", session, pool, sr);
    time.sleep(Duration.ofMinutes(2));
    return session;
  }

  /** Make a halted VM without disks; call from inside the lab's time. */
  public String createVm(String session, int number) {
    return createVm(1, session, number);
  }

  String createVm(int host, String session, int number) {
    var record = new LinkedHashMap<String, Object>();
    record.put("name_label", "bench " + number);
    record.put("user_version", 1L);
    record.put("is_a_template", false);
    record.put("affinity", "OpaqueRef:NULL");
    for (var field : List.of("memory_static_max", "memory_static_min", "memory_dynamic_max", "memory_dynamic_min")) {
      record.put(field, 1L << 28);
    }
    record.put("VCPUs_max", 1L);
    record.put("VCPUs_at_startup", 1L);
    record.put("HVM_boot_policy", "BIOS order");
    record.put("actions_after_shutdown", "destroy");
    record.put("actions_after_reboot", "restart");
    record.put("actions_after_crash", "restart");
    for (var field : List.of("PV_bootloader", "PV_kernel", "PV_ramdisk", "PV_args", "PV_bootloader_args", "PV_legacy_args", "PCI_bus", "recommendations")) {
      record.put(field, "");
    }
    for (var field : List.of("VCPUs_params", "HVM_boot_params", "platform", "other_config")) {
      record.put(field, new LinkedHashMap<String, Object>());
    }
    return (String) on(host, "VM.create", session, record);
  }

  /** Make a VM with a disk and 256 MiB that boots Debian. */
  String guest(String session, String name) {
    var template = ((List<?>) call("VM.get_by_name_label", session, "Debian Bookworm 12")).getFirst();
    var vm = (String) call("VM.clone", session, template, name);
    call("VM.provision", session, vm);
    call("VM.set_memory", session, vm, 256L << 20);
    return vm;
  }

  /** Clone a VM so many times. */
  List<String> clones(String session, String vm, int count) {
    var clones = new ArrayList<String>();
    for (int number = 1; number <= count; number++) {
      clones.add((String) call("VM.clone", session, vm, "bench " + number));
    }
    return clones;
  }

  /** Do something with each VM, so many at a time. */
  void each(List<String> vms, int inFlight, java.util.function.Consumer<String> what) {
    var left = new java.util.ArrayDeque<>(vms);
    var forks = new ArrayList<Time.Fork<Boolean>>();
    for (int worker = 0; worker < inFlight; worker++) {
      forks.add(time.fork("worker " + worker, () -> {
        for (var vm = left.poll(); vm != null; vm = left.poll()) {
          what.accept(vm);
        }
        return true;
      }));
    }
    forks.forEach(Time.Fork::join);
  }

  /** Wait until the agents of so many guests have reported. */
  void awaitAgents(String session, int guests) {
    Await.on(time).until(guests + " guests report", () -> ((List<?>) call("VM_guest_metrics.get_all", session)).size() >= guests).within(Duration.ofHours(12));
  }
}
