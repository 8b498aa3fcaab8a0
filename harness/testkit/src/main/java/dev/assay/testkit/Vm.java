package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.Target;
import dev.assay.core.lab.Shell;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Await;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PowerState;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmGuestMetricsFields;
import dev.assay.xapi.model.VmMetricsFields;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.model.XapiRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A virtual machine. Closing it destroys it with its disks and snapshots. */
public final class Vm implements AutoCloseable {

  /** A guest alone on a host boots in seconds to minutes; in a crowd it may take longer. */
  private static final Duration BOOT = Duration.ofMinutes(15);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Toolstack toolstack;
  private final VmRef ref;
  private final String name;

  Vm(Toolstack toolstack, VmRef ref, String name) {
    this.toolstack = toolstack;
    this.ref = ref;
    this.name = name;
  }

  public String name() {
    return name;
  }

  public String uuid() {
    return toolstack.session().get(VmFields.UUID, ref);
  }

  public PowerState powerState() {
    return toolstack.session().get(VmFields.POWER_STATE, ref);
  }

  /** Start it where the product chooses, and wait until the guest can be logged in to. */
  public Vm start() {
    powerOn();
    awaitBoot();
    return this;
  }

  /** Start it and wait for nothing more than the product's answer. */
  public Vm powerOn() {
    act("vm.start", () -> toolstack.run("VM.start", ref, false, false));
    return this;
  }

  /** Start it on this host, and wait until the guest can be logged in to. */
  public Vm startOn(Host host) {
    act("vm.start", () -> toolstack.run("VM.start_on", ref, host.ref(), false, false));
    awaitBoot();
    return this;
  }

  /** Start it on this host and wait for nothing more than the product's answer. */
  public void powerOnAt(Host host) {
    act("vm.start", () -> toolstack.run("VM.start_on", ref, host.ref(), false, false));
  }

  /** Start it with its vCPUs stopped. */
  public Vm startPaused() {
    act("vm.start", () -> toolstack.run("VM.start", ref, true, false));
    return this;
  }

  public void pause() {
    act("vm.pause", () -> toolstack.run("VM.pause", ref));
  }

  public void unpause() {
    act("vm.unpause", () -> toolstack.run("VM.unpause", ref));
  }

  public void suspend() {
    act("vm.suspend", () -> toolstack.run("VM.suspend", ref));
  }

  public void resume() {
    act("vm.resume", () -> toolstack.run("VM.resume", ref, false, false));
  }

  /** Have it go on on this host. */
  public void resumeOn(Host host) {
    act("vm.resume", () -> toolstack.run("VM.resume_on", ref, host.ref(), false, false));
  }

  /** Have the guest shut down, its disks synced. */
  public void shutDown() {
    act("vm.clean-shutdown", () -> toolstack.run("VM.clean_shutdown", ref));
  }

  /** Have the guest restart, and wait until it can be logged in to again. */
  public void reboot() {
    cleanReboot();
    awaitBoot();
  }

  private void awaitBoot() {
    act("vm.login", () -> awaitLogin(BOOT));
  }

  /** Have the guest restart, and wait for nothing more than the product's answer. */
  public void cleanReboot() {
    act("vm.clean-reboot", () -> toolstack.run("VM.clean_reboot", ref));
  }

  /** Cut its power. */
  public void powerOff() {
    act("vm.hard-shutdown", () -> toolstack.run("VM.hard_shutdown", ref));
  }

  /** Move it, running, to another host of the pool. */
  public void migrateTo(Host host) {
    migrateTo(host, true);
  }

  /** Move it to another host of the pool, its guest going on meanwhile or standing still. */
  public void migrateTo(Host host, boolean live) {
    var options = new LinkedHashMap<String, Object>();
    options.put("live", String.valueOf(live));
    toolstack.bench().act("vm.migrate", name, Map.of("to", host.id().value()), () -> toolstack.run("VM.pool_migrate", ref, host.ref(), options));
  }

  /** Move it with its disks, live if it runs, to a host of another pool; return what it is there. */
  public Vm sendTo(Host host, Sr storage) {
    return new VmSending(this, host, storage).run();
  }

  /** Copy it with its disks to a host of another pool; it must be halted and no template of the product's own. Return the copy. */
  public Vm copyTo(Host host, Sr storage) {
    return new VmSending(this, host, storage).copy();
  }

  /** Make a template of it, which it stays. */
  public void makeTemplate() {
    toolstack.session().call("VM.set_is_a_template", ref, true);
  }

  /** Say with which firmware it boots: {@code bios} or {@code uefi}. */
  public void bootBy(String firmware) {
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("order", "cdn");
    parameters.put("firmware", firmware);
    toolstack.session().call("VM.set_HVM_boot_params", ref, parameters);
  }

  /** Return the firmware that it boots with, as the product keeps it. */
  public String firmware() {
    var parameters = (java.util.Map<?, ?>) toolstack.session().call("VM.get_HVM_boot_params", ref);
    return parameters.containsKey("firmware") ? String.valueOf(parameters.get("firmware")) : "bios";
  }

  /** Run a program in the guest and return what it printed. */
  public String run(String... command) {
    return data().command(command);
  }

  /** Move a disk of it to other storage while it runs. */
  public void moveDisk(Disk disk, Sr storage) {
    act("vdi.migrate", () -> toolstack.run("VDI.pool_migrate", disk.vdi(), storage.ref(), new LinkedHashMap<String, Object>()));
  }

  public boolean isTemplate() {
    return toolstack.session().get(VmFields.IS_A_TEMPLATE, ref);
  }

  public int snapshotCount() {
    return toolstack.session().get(VmFields.SNAPSHOTS, ref).size();
  }

  /** Count those of its disks' snapshots that know no more which disk they are of. */
  public long orphanedDiskSnapshots() {
    var session = toolstack.session();
    return session.get(VmFields.SNAPSHOTS, ref).stream()
        .flatMap(snapshot -> new Vm(toolstack, snapshot, name).disks().stream())
        .map(disk -> session.get(VdiFields.SNAPSHOT_OF, disk.vdi()))
        .filter(origin -> origin.isNull() || !session.callForAll(VdiRef.KIND, "VDI.get_all").contains(origin))
        .count();
  }

  /** Return its drive for discs, which it is given if it has none; it must be halted then. */
  public DiscDrive drive() {
    return DiscDrive.of(this).orElseGet(() -> DiscDrive.build(this));
  }

  /** Return the version of the product's tools that its guest reports. */
  public String toolsVersion() {
    return new GuestTools(this).version();
  }

  /** Install the tools of the pool's release in its guest, and restart it with them; it has a drive. */
  public void upgradeTools() {
    new GuestTools(this).upgradeFrom(drive());
  }

  /** Read what it is made of. */
  public VmSettings settings() {
    return VmSettings.of(this);
  }

  /** Return with how many virtual CPUs it starts. */
  public int vcpus() {
    return toolstack.session().get(VmFields.VCPUS_AT_STARTUP, ref).intValue();
  }

  /** Return the host that it runs on. */
  public Host host() {
    var resident = toolstack.session().get(VmFields.RESIDENT_ON, ref);
    if (resident.isNull()) {
      throw new AssayException.Product("looking where " + this + " runs: the product says on no host");
    }
    var id = toolstack.id(resident);
    return new Host(toolstack.bench(), () -> id);
  }

  /** Keep the state of its disks. */
  public Snapshot snapshot() {
    return snapshot("VM.snapshot", "vm.snapshot", toolstack.session().table().message("VM.snapshot").orElseThrow().parameters().size() > 3);
  }

  /** Keep the state of its disks and of its memory. */
  public Snapshot checkpoint() {
    return snapshot("VM.checkpoint", "vm.checkpoint", false);
  }

  private Snapshot snapshot(String method, String kind, boolean ignoresDisks) {
    var label = toolstack.bench().name("snapshot");
    return toolstack.bench().act(kind, name, Map.of("snapshot", label), () -> new Snapshot(toolstack,
        toolstack.session().runFor(VmRef.KIND, toolstack.limit(), method, ref, label), this));
  }

  /** Make a clone that shares this one's disks until either writes; this one must be halted. */
  public Vm copyOnWriteClone() {
    return offspring("VM.clone", "vm.clone");
  }

  /** Make a full copy on the same storage; this one must be halted. */
  public Vm fullCopy() {
    return offspring("VM.copy", "vm.copy", SrRef.KIND.nullRef());
  }

  private Vm offspring(String method, String kind, Object... more) {
    var label = toolstack.bench().name("vm");
    var arguments = new ArrayList<Object>(List.of(ref, label));
    arguments.addAll(List.of(more));
    return toolstack.bench().act(kind, name, Map.of("to", label), () ->
        new Vm(toolstack, toolstack.session().runFor(VmRef.KIND, toolstack.limit(), method, arguments.toArray()), label));
  }

  /** List what the product says may be done with it now. */
  public List<String> allowedOperations() {
    return toolstack.session().get(VmFields.ALLOWED_OPERATIONS, ref);
  }

  /** Let it have so much memory from now on: at its next start if it is halted, by its balloon if it runs. */
  public void setMemory(Bytes wanted) {
    var memory = toolstack.bench().guestMemory(wanted);
    toolstack.bench().act("vm.memory", name, Map.of("to", memory.toString()), () ->
        toolstack.run("VM.set_memory_dynamic_range", ref, memory.count(), memory.count()));
  }

  /** Wait until it has so much memory, give or take a little, while it runs. */
  public void awaitMemory(Bytes wanted, Duration limit) {
    var memory = toolstack.bench().guestMemory(wanted);
    Await.on(toolstack.time()).until(this + " has " + memory, () -> Math.abs(memory().count() - memory.count()) <= Bytes.mib(16).count())
        .seeing(() -> "it has " + memory()).within(limit);
  }

  /** Return how much memory it has now. */
  public Bytes memory() {
    return toolstack.session().get(VmMetricsFields.MEMORY_ACTUAL, toolstack.session().get(VmFields.METRICS, ref));
  }

  /** Say how little memory it may be left with while it runs; to be set while it is halted. */
  public void allowMemoryFrom(Bytes least) {
    toolstack.session().call("VM.set_memory_static_min", ref, toolstack.bench().guestMemory(least).count());
  }

  /** Set, while it is halted, how much memory it may have at most; its balloon moves below that. */
  public void setMostMemory(Bytes memory) {
    toolstack.session().call("VM.set_memory_static_max", ref, toolstack.bench().guestMemory(memory).count());
  }

  /** Let it have so many virtual CPUs from now on. */
  public void setVcpus(int count) {
    toolstack.bench().act("vm.vcpus", name, Map.of("to", Integer.toString(count)), () -> powerState() == PowerState.RUNNING
        ? toolstack.run("VM.set_VCPUs_number_live", ref, (long) count)
        : toolstack.session().call("VM.set_VCPUs_at_startup", ref, (long) count));
  }

  /** Set, while it is halted, how many virtual CPUs it may have at most. */
  public void setMostVcpus(int count) {
    toolstack.session().call("VM.set_VCPUs_max", ref, (long) count);
  }

  /** Have the product start it elsewhere when its host is lost, under high availability. */
  public void protect() {
    toolstack.session().call("VM.set_ha_restart_priority", ref, "restart");
  }

  /** Wait until the product says that it runs on this host. */
  public Duration awaitRunningOn(Host host, Duration limit) {
    return Await.on(toolstack.time()).until(this + " runs on " + host, () -> powerState() == PowerState.RUNNING && residence().filter(host.id()::equals).isPresent())
        .seeing(() -> "it is " + powerState().word() + residence().map(id -> " on " + id).orElse("")).every(Duration.ofSeconds(5)).within(limit);
  }

  /** Return the host that it runs on, or nothing when the product says on none. */
  public Optional<HostId> residence() {
    var resident = toolstack.session().get(VmFields.RESIDENT_ON, ref);
    return resident.isNull() ? Optional.empty() : Optional.of(toolstack.id(resident));
  }

  /** Destroy a disk of it, unplugged first if it runs. */
  public void remove(Disk disk) {
    devices().remove(disk);
  }

  /** List its network cards in the order in which they came. */
  public List<NetworkCard> cards() {
    return devices().cards();
  }

  /** Give it a new, empty disk of this size on the default storage, plugged if it runs. */
  public Disk addDisk(Bytes size) {
    return devices().addDisk(size);
  }

  /** Give it a disk that there is already, plugged if it runs. */
  public Disk plug(VdiRef disk) {
    return devices().plug(disk);
  }

  /** Give it a disk that there is already at this position, plugged if it runs. */
  public Disk plugAt(VdiRef disk, int position) {
    return devices().plug(disk, Integer.toString(position));
  }

  /** Return how many more disks the product says it may be given. */
  public int freeDiskPositions() {
    return devices().freeDiskPositions();
  }

  /** Take a disk out of it while it runs; the disk itself stays. */
  public void unplug(Disk disk) {
    act("vbd.unplug", () -> toolstack.run("VBD.unplug", disk.vbd()));
  }

  /** List its disks in the order of their positions, the system's first. */
  public List<Disk> disks() {
    return devices().disks();
  }

  /** Connect it to a network with a new card, plugged if it runs. */
  public NetworkCard connect(Network network) {
    return devices().connect(network);
  }

  /** Connect it to a network with a new card at this position, plugged if it runs. */
  public NetworkCard connectAt(Network network, int position) {
    return devices().connect(network, Integer.toString(position));
  }

  /** Take a card away while it runs. */
  public void disconnect(NetworkCard card) {
    devices().disconnect(card);
  }

  /** Return the largest frame that its host's end of the card takes. */
  public int frameSize(NetworkCard card) {
    var session = toolstack.session();
    return host().frameSize("vif" + session.get(VmFields.DOMID, ref) + "." + session.call("VIF.get_device", card.vif()));
  }

  /** Return the network that its first card is on. */
  public Network network() {
    return devices().network();
  }

  public int networkCards() {
    return toolstack.session().get(VmFields.VIFS, ref).size();
  }

  private VmDevices devices() {
    return new VmDevices(this);
  }

  /** Return what the guest calls its present boot. */
  public BootId bootId() {
    return data().bootId();
  }

  /** Return how long the guest says that it is up. */
  public Duration guestUptime() {
    return data().uptime();
  }

  /** Count the processors that the guest sees. */
  public int processorsSeen() {
    return data().processors();
  }

  /** Return how much memory the guest sees. */
  public Bytes memorySeen() {
    return data().memory();
  }

  /** Write to both ends of a disk, bypassing file systems, and return when the guest says it is on the disk. */
  public void writeAndSync(Disk disk, String text) {
    act("guest.write", () -> data().write(disk, text));
  }

  /** Write a file on the guest's system disk and return when the guest says it is on the disk. */
  public void writeAndSync(String text) {
    act("guest.write", () -> data().writeFile(text));
  }

  /** Return the text of the file that {@link #writeAndSync(String)} wrote; empty when there is none. */
  public String readBack() {
    return data().readFile();
  }

  /** Return the texts that both ends of a disk hold. */
  public List<String> readBack(Disk disk) {
    return data().read(disk);
  }

  GuestData data() {
    return new GuestData(this);
  }

  /** Change it so many times, and count how many of the changes events tell of. */
  public int changesTold(int changes) {
    int told = 0;
    var classes = List.of("vm/" + ref.value());
    for (int change = 1; change <= changes; change++) {
      var token = toolstack.session().events(classes, "", Duration.ZERO).token();
      toolstack.session().set(VmFields.NAME_DESCRIPTION, ref, "change " + change);
      told += toolstack.session().events(classes, token, Duration.ofSeconds(1)).events().isEmpty() ? 0 : 1;
    }
    return told;
  }

  /** Give the whole VM away as an archive of the product's own format; it must be halted. */
  public byte[] export() {
    return new VmTransfer(toolstack).export(this);
  }

  /** Return the repository that its first disk is on. */
  SrRef systemDisk() {
    return toolstack.session().get(VdiFields.SR, disks().getFirst().vdi());
  }

  /** Wait until the guest can be logged in to, and return how long that took. */
  public Duration awaitLogin(Duration limit) {
    return awaitLogin(limit, LOOK_EVERY);
  }

  /** Wait until the guest can be logged in to, looking this often: what is timed is known no better than that. */
  public Duration awaitLogin(Duration limit, Duration every) {
    return await(this::answers, limit, every);
  }

  /** Wait until the guest can be logged in to, and do something more at each look; what that throws ends the wait. */
  void awaitLogin(Duration limit, Duration every, Runnable atEachLook) {
    await(() -> {
      atEachLook.run();
      return answers();
    }, limit, every);
  }

  private Duration await(BooleanSupplier login, Duration limit, Duration every) {
    var pace = new Pace(toolstack.bench());
    try {
      return Await.on(toolstack.time()).until(this + " can be logged in to", login).every(every).seeing(this::describeGuest).within(pace.stretched(limit));
    } catch (AssayException.TimedOut e) {
      throw pace.judged(e);
    }
  }

  /** Tell whether the guest can be logged in to now. */
  public boolean answers() {
    var shell = answering();
    shell.ifPresent(Shell::close);
    return shell.isPresent();
  }

  /** Log in as root on the guest, waiting two minutes for it at most; the caller closes the shell. */
  public Shell shell() {
    var shell = new AtomicReference<Optional<Shell>>(Optional.empty());
    await(() -> shell.updateAndGet(_ -> answering()).isPresent(), Duration.ofMinutes(2), LOOK_EVERY);
    return shell.get().orElseThrow();
  }

  /** Log in to the guest, and see whether a program runs there. */
  private Optional<Shell> answering() {
    if (toolstack.bench().build().target() == Target.XEN) {
      // The toolstack there is ours, so that one that does not answer is a dead host: no guest's silence, and no reason to wait on.
      address();
    }
    try {
      return Optional.of(openShell()).filter(Vm::runsPrograms);
    } catch (StaleLeaseException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.TimedOut | NotThere e) {
      return Optional.empty();
    }
  }

  /** Tell whether a shell runs programs; one that does not is closed. */
  private static boolean runsPrograms(Shell shell) {
    boolean runs = false;
    try {
      runs = shell.run(Duration.ofMinutes(1), List.of("true")).succeeded();
      return runs;
    } finally {
      if (!runs) {
        shell.close();
      }
    }
  }

  /** Return a way to ask whether the guest answers at the address it has now, whatever becomes of hosts and toolstack. */
  public BooleanSupplier pulse() {
    return new Pulse(toolstack.bench(), address().orElseThrow(() -> new NotThere(this)))::beats;
  }

  private Shell openShell() {
    var record = record();
    var resident = record.get(VmFields.RESIDENT_ON);
    var address = address(record).filter(known -> !resident.isNull()).orElseThrow(() -> new NotThere(this));
    return toolstack.bench().machine(toolstack.id(resident)).guestShell(address);
  }

  /** Return the address that the guest's agent reports. */
  public Optional<String> address() {
    return address(record());
  }

  private Optional<String> address(XapiRecord record) {
    var metrics = record.get(VmFields.GUEST_METRICS);
    return metrics.isNull()
        ? Optional.empty()
        : Optional.ofNullable(toolstack.session().get(VmGuestMetricsFields.NETWORKS, metrics).get("0/ip"));
  }

  private String describeGuest() {
    return "power state " + powerState().word() + ", address " + address().orElse("not reported")
        + "; the console and /var/log/xensource.log of its host say more";
  }

  /** Read its record, to look at what the product says of it. */
  public XapiRecord record() {
    return toolstack.session().record(ref);
  }

  /** Tell whether the product still knows it. */
  public boolean exists() {
    try {
      record();
      return true;
    } catch (XapiException e) {
      if (e.code().equals("HANDLE_INVALID")) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (exists()) {
      act("vm.destroy", () -> new VmRemoval(toolstack).remove(ref));
    }
  }

  public VmRef ref() {
    return ref;
  }

  Toolstack toolstack() {
    return toolstack;
  }

  private void act(String kind, Runnable action) {
    toolstack.bench().act(kind, name, action);
  }

  @Override
  public String toString() {
    return "vm " + name;
  }

  /** The guest has no address yet, or no host. */
  private static final class NotThere extends AssayException.Product {
    NotThere(Vm vm) {
      super("reaching " + vm + ": it runs nowhere, or its agent reports no address");
    }
  }
}
