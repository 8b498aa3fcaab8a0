package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.Target;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Await;
import dev.assay.xapi.metrics.Metrics;
import dev.assay.xapi.metrics.RrdQuery;
import dev.assay.xapi.metrics.RrdSeries;
import dev.assay.xapi.metrics.RrdUpdates;
import dev.assay.xapi.model.HostFields;
import dev.assay.xapi.model.HostMetricsFields;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.XapiRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** A server of the bench. */
public final class Host {

  private static final Duration COMMAND = Duration.ofMinutes(5);
  private static final String RECEIVING_CARD = "eth0";

  private final Bench bench;
  private final Supplier<HostId> id;

  Host(Bench bench, Supplier<HostId> id) {
    this.bench = bench;
    this.id = id;
  }

  /** Make the handle of a leased host. */
  public static Host of(Bench bench, HostId id) {
    return new Host(bench, () -> id);
  }

  /** Stay with the host that a handle means now, whatever becomes of the bench's layout. */
  public static Host of(Host host) {
    return of(host.bench, host.id());
  }

  public HostId id() {
    return id.get();
  }

  /** Run a program on the host as root and return what it printed. */
  public String run(String... command) {
    try (var shell = shell()) {
      return run(shell, command);
    }
  }

  private String run(Shell shell, String... command) {
    var result = shell.run(COMMAND, List.of(command));
    if (!result.succeeded()) {
      throw new AssayException.Product("running " + List.of(command) + " on " + this + ": status " + result.status() + ", "
          + result.errors().strip());
    }
    return result.output();
  }

  /** Log in as root; the caller closes the shell. */
  public Shell shell() {
    return bench.machine(id()).shell();
  }

  /** Read a file of the host. */
  public String read(String path) {
    try (var shell = shell()) {
      return new String(shell.read(path), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** Make a file of the host so much larger, without writing that much. */
  public void enlarge(String path, Bytes more) {
    run("truncate", "-s", "+" + more.count(), path);
  }

  /** Remove a file of the host, if it is there. */
  public void remove(String path) {
    run("rm", "-f", path);
  }

  public Bytes sizeOf(String path) {
    return Bytes.of(Long.parseLong(run("wc", "-c", path).strip().split(" ")[0]));
  }

  public boolean isEnabled() {
    return record().get(HostFields.ENABLED);
  }

  /** Tell whether its heartbeat reaches the pool's master. */
  public boolean isLive() {
    return toolstack().session().get(HostMetricsFields.LIVE, record().get(HostFields.METRICS));
  }

  /** Return the version and the build number that it reports, as {@code 6.5.0-90233c}. */
  public String softwareVersion() {
    var software = record().get(HostFields.SOFTWARE_VERSION);
    return software.get("product_version") + "-" + software.get("build_number");
  }

  /** Take it out of service: nothing starts here, and what runs here goes on. */
  public void disable() {
    bench.act("host.disable", id().value(), () -> toolstack().run("host.disable", ref()));
  }

  public void enable() {
    bench.act("host.enable", id().value(), () -> toolstack().run("host.enable", ref()));
  }

  /** Move everything that runs here to other hosts of the pool; it must be disabled. */
  public void evacuate() {
    bench.act("host.evacuate", id().value(), () -> toolstack().run("host.evacuate", ref()));
  }

  /** Reboot it, disabled as it must be, and wait until it is back and enabled. */
  public void reboot() {
    bench.act("host.reboot", id().value(), () -> {
      var before = uptimeSeconds();
      toolstack().run("host.reboot", ref());
      awaitReboot(before, Duration.ofMinutes(30));
      awaitEnabled(Duration.ofMinutes(15));
    });
  }

  /** Cut its power; whatever runs on it is gone. */
  public void cutPower() {
    bench.act("host.power-off", id().value(), () -> bench.machine(id()).power().set(Power.State.OFF));
  }

  /** Give it power again, and return at once. */
  public void givePower() {
    bench.act("host.power-on", id().value(), () -> bench.machine(id()).power().set(Power.State.ON));
  }

  /** Wait until root can log in to its control domain. */
  public Duration awaitShell(Duration limit) {
    return await(limit, "can be logged in to", () -> !run("uname", "-r").isBlank());
  }

  /** Wait until its toolstack runs, and that of its pool says that it is enabled and live. */
  public Duration awaitBack(Duration limit) {
    return Comeback.of(bench, id())
        .until(bench.time(), this + " is enabled and live", () -> runsService(controlDomain().toolstack()) && isEnabled() && isLive(),
            () -> !isEnabled() ? "it is disabled" : !isLive() ? "its pool's master does not hear it" : "its toolstack does not run")
        .within(limit);
  }

  /** Restart its toolstack; what runs on it goes on. */
  public void restartToolstack() {
    bench.act("host.restart-toolstack", id().value(), () -> {
      run("xe-toolstack-restart");
    });
  }

  /** Return the memory that its hypervisor has free. */
  public Bytes freeMemory() {
    return run("xl", "info").lines().filter(line -> line.startsWith("free_memory")).findFirst()
        .map(line -> Bytes.mib(Long.parseLong(line.substring(line.indexOf(':') + 1).strip())))
        .orElseThrow(() -> new AssayException.Product("reading the free memory of " + this + ": 'xl info' printed no such line"));
  }

  /** Give its control domain so much memory, by the product's own tool and a reboot; the bench is not trusted afterwards. */
  public void giveControlDomain(Bytes memory) {
    bench.act("host.control-domain-memory", id().value(), Map.of("memory", memory.toString()), () -> {
      bench.spoil();
      long mib = memory.count() / Bytes.mib(1).count();
      return run("/opt/xensource/libexec/xen-cmdline", "--set-xen", "dom0_mem=" + mib + "M,max:" + mib + "M");
    });
    disable();
    reboot();
  }

  /** Tell whether its control domain merges packets that come in before it hands them to guests (GRO). */
  public boolean mergesReceived() {
    return run("ethtool", "-k", RECEIVING_CARD).contains("generic-receive-offload: on");
  }

  /** Have its control domain merge packets that come in, or not, until it boots again. */
  public void mergeReceived(boolean merge) {
    bench.act("host.receive-offload", id().value(), () -> {
      run("ethtool", "-K", RECEIVING_CARD, "gro", merge ? "on" : "off");
    });
  }

  /** Have the card that guests and storage are reached by send so many Mbit/s, until it boots again. */
  public void fixCardSpeed(int megabits) {
    bench.act("host.card-speed", id().value(), Map.of("speed", Integer.toString(megabits)), () ->
        run("ethtool", "-s", RECEIVING_CARD, "speed", Integer.toString(megabits), "duplex", "full", "autoneg", "off"));
  }

  /** Have that card send as fast as it and its switch can. */
  public void negotiateCardSpeed() {
    bench.act("host.card-speed", id().value(), () -> {
      run("ethtool", "-s", RECEIVING_CARD, "autoneg", "on");
    });
  }

  /** Upload a hotfix for a version of the product to this host's own pool; a blank version fits all. */
  public Hotfix uploadHotfix(String uuid, String version) {
    return Hotfix.upload(toolstack(), uuid, version);
  }

  /** Install a build over whatever it has; it must stand alone. */
  public void install(Build build) {
    bench.act("host.install", id().value(), Map.of("build", build.id().value()), () -> {
      new HostInstallation(bench, id(), build).anew();
      bench.reinstalled(id());
      return build;
    });
  }

  /** Upgrade it in place, whatever runs on it, and wait until its toolstack is back; return how long that took. */
  public Duration upgradeTo(Build build) {
    return bench.act("host.upgrade", id().value(), Map.of("build", build.id().value()), () -> {
      var start = bench.time().now();
      new HostUpgrade(bench, id(), build).run();
      bench.reinstalled(id());
      awaitBack(Duration.ofMinutes(30));
      return bench.time().since(start);
    });
  }

  /** Put it back to the build that it was upgraded from, out of the backup that the upgrade made, and wait until its toolstack is back. */
  public void undoUpgrade(Build former, Build upgraded) {
    bench.act("host.restore", id().value(), Map.of("build", former.id().value()), () -> {
      new HostUpgrade(bench, id(), upgraded).undo(former);
      bench.reinstalled(id());
      return awaitBack(Duration.ofMinutes(30));
    });
  }

  /** Start to upgrade it in place, and cut its power so long after; it stays off. */
  public void interruptUpgradeTo(Build build, Duration after) {
    bench.act("host.upgrade.interrupted", id().value(), Map.of("build", build.id().value(), "after", after.toString()), () -> {
      var upgrade = new HostUpgrade(bench, id(), build);
      upgrade.begin();
      bench.time().sleep(after);
      bench.machine(id()).power().set(Power.State.OFF);
      upgrade.withdraw();
      bench.reinstalled(id());
      return build;
    });
  }

  /** Wait at most this long until it starts from its disk; return whether it did. */
  public boolean startsWithin(Duration limit) {
    givePower();
    return Comeback.of(bench, id()).until(bench.time(), this + " starts", () -> runsService(controlDomain().toolstack()) && isEnabled()).every(Duration.ofSeconds(10)).atMost(limit).isPresent();
  }

  /** Return its second disk. */
  public SecondDisk secondDisk() {
    return SecondDisk.of(this);
  }

  /** Return how the disk of its control domain is divided. */
  public DiskLayout diskLayout() {
    return DiskLayout.of(this);
  }

  public Processors processors() {
    return new Processors(this);
  }

  /** Return its first graphics adapter. */
  public Graphics graphics() {
    return Graphics.of(toolstack(), ref(), toString());
  }

  public NetworkBackend networkBackend() {
    return NetworkBackend.of(this);
  }

  /** Have other networking, by the product's own tool and a reboot. */
  public void carryNetworksBy(NetworkBackend backend) {
    bench.act("host.network-backend", id().value(), Map.of("backend", backend.label()), () -> run("xe-switch-network-backend", backend.label()));
    disable();
    reboot();
  }

  /** Return the largest frame that one of its network devices takes. */
  public int frameSize(String device) {
    return run("ip", "link", "show").lines().filter(line -> line.matches("\\d+: " + java.util.regex.Pattern.quote(device) + "[@:].*")).findFirst()
        .map(line -> Integer.parseInt(line.replaceFirst(".* mtu (\\d+).*", "$1")))
        .orElseThrow(() -> new AssayException.Product("looking for network device " + device + " of " + this + ": 'ip link show' lists none"));
  }

  /** Make a halted VM from a template on this host's own pool. */
  public Vm create(VmSpec spec) {
    return new VmCreation(toolstack(), spec).run(bench.name("vm"));
  }

  /** Return the storage on its own disk. */
  public Sr localSr() {
    return new Sr(toolstack(), toolstack().localSr(ref()));
  }

  /** Have new disks of its pool go to its own disk. */
  public Host usingItsOwnDisk() {
    localSr().makeDefault();
    return this;
  }

  /** Bring a VM in, on this host's pool, from what {@link Vm#export} gave. */
  public Vm importVm(byte[] export) {
    return new VmTransfer(toolstack()).importVm(export);
  }

  /** Tell whether its control domain is a 32-bit one. */
  public boolean has32BitControlDomain() {
    return !run("uname", "-m").strip().equals("x86_64");
  }

  /**
   * List the lab's builds that came before this one and that the host can run, the oldest first; there is at least one.
   *
   * @throws AssayException.Absent when there is none to come from
   */
  public List<Build> buildsBefore(Build build) {
    var older = bench.access().lab().builds().stream()
        .filter(other -> other.version().compareTo(build.version()) < 0)
        .filter(other -> bench.declared(id()).generations().contains(other.generation()))
        .filter(other -> other.product().equals(build.product()))
        .sorted(Comparator.comparing(Build::version))
        .toList();
    if (older.isEmpty()) {
      throw new AssayException.Absent("looking for a build before " + build.id() + " that " + this + " runs: the lab has none; declare one in the lab file"
          + (build.target() == Target.XEN ? " (assay lab xen up --build " + build.id() + " --build OLDER)" : ""));
    }
    return older;
  }

  /** Return how long its control domain is up, in seconds. */
  public double uptimeSeconds() {
    return Double.parseDouble(read("/proc/uptime").strip().split(" ")[0]);
  }

  /** Wait until its control domain has restarted since it was up for so many seconds. */
  void awaitReboot(double uptime, Duration limit) {
    await(limit, "has rebooted", () -> uptimeSeconds() < uptime);
  }

  /** Return the free memory of its control domain; where that caches files in what is free, what it would give back counts too. */
  public Bytes controlDomainFreeMemory() {
    var words = run("free", "-b").lines().filter(line -> line.startsWith("Mem:")).findFirst()
        .orElseThrow(() -> new AssayException.Product("reading the control domain's memory of " + this + ": 'free' printed no such line"))
        .trim().split("\\s+");
    return Bytes.of(Long.parseLong(words[controlDomain().freeColumn()]));
  }

  /** Return by how much its control domain's free memory may differ when nothing has happened. */
  public Bytes controlDomainNoise() {
    return controlDomain().noise();
  }

  /** List the guests that the hypervisor runs here, by name or UUID as it has them, without the control domain. */
  public List<String> domains() {
    return run("xl", "list").lines().skip(1).map(line -> line.trim().split("\\s+")[0]).filter(name -> !name.equals("Domain-0")).toList();
  }

  /** List the VMs that the product says run here, by name, without the control domain. */
  public List<String> residents() {
    var session = toolstack().session();
    return record().get(HostFields.RESIDENT_VMS).stream()
        .map(session::record)
        .filter(vm -> !vm.get(VmFields.IS_CONTROL_DOMAIN))
        .map(vm -> vm.get(VmFields.NAME_LABEL))
        .toList();
  }

  /** Tell whether a service of the control domain runs. */
  public boolean runsService(String name) {
    try (var shell = shell()) {
      return runsService(shell, name);
    }
  }

  boolean runsService(Shell shell, String name) {
    return shell.run(COMMAND, controlDomain().statusOf(name)).succeeded();
  }

  /** List what crashes left behind. */
  public List<String> crashDumps() {
    try (var shell = shell()) {
      return crashDumps(shell);
    }
  }

  List<String> crashDumps(Shell shell) {
    return run(shell, controlDomain().crashes()).lines().map(String::strip).filter(line -> !line.isEmpty() && !line.equals(".sacrificial-space-for-logs")).toList();
  }

  /** Fetch the server-status report, as a tar archive. */
  public byte[] statusReport() {
    return statusReport("xenserver-logs,host-crashdump-logs,xapi-debug");
  }

  /** Fetch these parts of the server-status report, as a tar archive. */
  public byte[] statusReport(String entries) {
    var query = new LinkedHashMap<String, String>();
    query.put("output", "tar");
    query.put("entries", entries);
    return fetch("/system-status", query);
  }

  /** Read what the host recorded of itself and of its guests during the last minutes. */
  public RrdUpdates metrics(Duration back) {
    return new Metrics(toolstack().session().through(bench.machine(id()).http()))
        .updates(RrdQuery.since(bench.time().now().minus(back)));
  }

  /** Return the values that the host recorded of one of its own metrics during the last minutes, oldest first. */
  public List<Double> recordedValues(String metric, Duration back) {
    return metrics(back).find(uuid(), metric)
        .orElseThrow(() -> new AssertionError("no metric " + metric + " of " + this + " was recorded"))
        .known().stream().map(RrdSeries.Reading::value).toList();
  }

  /** List the names of the metrics that the host recorded of a VM during the last minutes. */
  public List<String> metricsOf(Vm vm, Duration back) {
    var uuid = vm.record().get(VmFields.UUID);
    return metrics(back).series().stream()
        .filter(series -> series.legend().uuid().equals(uuid) && !series.known().isEmpty())
        .map(series -> series.legend().metric())
        .toList();
  }

  /** Return the identity under which the host's own metrics are filed. */
  public String uuid() {
    return record().get(HostFields.UUID);
  }

  byte[] fetch(String path, LinkedHashMap<String, String> query) {
    try (InputStream in = toolstack().session().through(bench.machine(id()).http()).get(path, query)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " from " + this, e);
    }
  }

  /** Return how what a control domain offers is asked for. */
  ControlDomain controlDomain() {
    return ControlDomain.of(bench.build().target());
  }

  /** Return what the host says of what happened, by the names of files that it may be kept in. */
  public SequencedMap<String, Supplier<String>> logs() {
    return controlDomain().logs(this);
  }

  public void awaitEnabled(Duration limit) {
    await(limit, "is enabled", this::isEnabled);
  }

  void awaitAlone(Duration limit) {
    await(limit, "is enabled on its own", () -> toolstack().session().callForAll(HostRef.KIND, "host.get_all").size() == 1 && isEnabled());
  }

  /** Wait for a state of a host whose toolstack may be restarting meanwhile. */
  private Duration await(Duration limit, String what, java.util.function.BooleanSupplier condition) {
    return Comeback.of(bench, id()).until(bench.time(), this + " " + what, condition).within(limit);
  }

  XapiRecord record() {
    return toolstack().session().record(ref());
  }

  public HostRef ref() {
    return toolstack().ref(id());
  }

  Toolstack toolstack() {
    return bench.toolstack(id());
  }

  Bench bench() {
    return bench;
  }

  @Override
  public String toString() {
    return "host " + id();
  }
}
