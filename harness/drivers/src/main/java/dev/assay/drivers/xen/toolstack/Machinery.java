package dev.assay.drivers.xen.toolstack;

import dev.assay.core.Bytes;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import dev.assay.drivers.xen.Domain;
import dev.assay.drivers.xen.GuestConfig;
import dev.assay.drivers.xen.Xl;
import dev.assay.drivers.xen.XlFailure;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** One host's VMs as they are and as they are brought from state to state. A VM is operated on by one call at a time. */
final class Machinery {

  static final String BRIDGE = "xenbr0";

  /** Leaves out of a guest's boot what costs an emulated processor seconds and a test nothing. */
  private static final String QUICK_BOOT = "console=hvc0 quiet mitigations=off audit=0 random.trust_cpu=on";
  private static final String NETWORK_LENGTH = "/16";
  /** Longer than a guest in emulation takes to shut down on a crowded host. */
  private static final Duration GUEST = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Xl xl;
  private final Time time;
  private final RecordStore store;
  private final Watch watch;
  /** VMs of which there is a saved file. */
  private final Set<String> saved = Collections.synchronizedSet(new LinkedHashSet<>());
  /** Devices of running VMs that are not plugged, though their VMs have them. */
  private final Set<String> unplugged = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Map<String, ReentrantLock> busy = new ConcurrentHashMap<>();
  /** The control domain's boot in which the host was taken out of service; it is in service again after the next. */
  private volatile String disabledIn = "";

  Machinery(Xl xl, Time time, RecordStore store) {
    this.xl = xl;
    this.time = time;
    this.store = store;
    this.watch = new Watch(xl, time);
  }

  /** Take over what the host has, as one who comes anew must. */
  void load() {
    store.load();
    saved.clear();
    saved.addAll(xl.saved());
    watch.stale();
  }

  RecordStore store() {
    return store;
  }

  Watch watch() {
    return watch;
  }

  State state(VmRecord vm) {
    return State.of(watch.domain(vm.uuid()), saved.contains(vm.uuid()));
  }

  boolean isPlugged(VmRecord vm, String device) {
    return state(vm) != State.HALTED && !unplugged.contains(device);
  }

  boolean isEnabled() {
    return !watch.now().boot().equals(disabledIn);
  }

  void enable(boolean enabled) {
    disabledIn = enabled ? "" : watch.now().boot();
  }

  long usedSpace() {
    return xl.used(DiskRecord.FOLDER, "/var/lib/assay/saved").count();
  }

  void start(VmRecord vm, boolean paused) {
    if (!isEnabled()) {
      throw XapiException.of("HOST_DISABLED", Refs.HOST);
    }
    alone(vm, State.HALTED, () -> {
      plugAll(vm);
      xl.create(config(vm), paused);
    });
  }

  void pause(VmRecord vm) {
    alone(vm, State.RUNNING, () -> xl.pause(vm.uuid()));
  }

  void unpause(VmRecord vm) {
    alone(vm, State.PAUSED, () -> xl.unpause(vm.uuid()));
  }

  void suspend(VmRecord vm) {
    alone(vm, State.RUNNING, () -> {
      xl.save(vm.uuid());
      saved.add(vm.uuid());
      awaitGone(vm);
    });
  }

  void resume(VmRecord vm, boolean paused) {
    alone(vm, State.SUSPENDED, () -> {
      plugAll(vm);
      xl.restore(config(vm), paused);
      saved.remove(vm.uuid());
    });
  }

  void shutDown(VmRecord vm) {
    alone(vm, State.RUNNING, () -> {
      xl.shutDown(vm.uuid());
      awaitGone(vm);
    });
  }

  void reboot(VmRecord vm) {
    alone(vm, State.RUNNING, () -> {
      int before = watch.domain(vm.uuid()).map(Domain::id).orElse(-1);
      xl.reboot(vm.uuid());
      await("domain " + vm.uuid() + " is another one", () -> watch.domain(vm.uuid()).filter(now -> now.id() != before).isPresent());
    });
  }

  void hardReboot(VmRecord vm) {
    alone(vm, State.RUNNING, () -> {
      xl.destroy(vm.uuid());
      awaitGone(vm);
      xl.create(config(vm), false);
    });
  }

  /** Cut its power; what was saved of it goes too. */
  void powerOff(VmRecord vm) {
    alone(vm, Optional.empty(), () -> {
      if (state(vm) == State.HALTED) {
        throw badState(vm, "Running", State.HALTED);
      }
      if (saved.contains(vm.uuid())) {
        xl.forgetSaved(vm.uuid());
        saved.remove(vm.uuid());
      } else {
        xl.destroy(vm.uuid());
        awaitGone(vm);
      }
    });
  }

  void migrateHere(VmRecord vm) {
    alone(vm, State.RUNNING, () -> {
      int before = watch.domain(vm.uuid()).map(Domain::id).orElse(-1);
      xl.migrateHere(vm.uuid());
      watch.stale();
      await("domain " + vm.uuid() + " has moved", () -> watch.now().domains().stream().filter(domain -> domain.uuid().equals(vm.uuid())).allMatch(now -> now.id() != before));
    });
  }

  /** Move it to a host that listens, which knows it from then on. */
  void sendTo(VmRecord vm, Machinery destination, String address, int port) {
    if (!vm.disks().isEmpty()) {
      throw XapiException.of("NOT_IMPLEMENTED", "migrating a VM with disks to another host: plain Xen moves memory, and these hosts share no storage");
    }
    alone(vm, State.RUNNING, () -> {
      destination.store.keep(vm);
      try {
        xl.send(vm.uuid(), address, port);
      } catch (XlFailure e) {
        destination.store.forgetVm(vm.uuid());
        throw e;
      }
      destination.watch.stale();
      awaitGone(vm);
      destination.xl.markReady(vm.uuid());
      destination.watch.stale();
      store.forgetVm(vm.uuid());
    });
  }

  void setMemory(VmRecord vm, long bytes) {
    alone(vm, Optional.empty(), () -> {
      var state = state(vm);
      if (state != State.HALTED && state != State.RUNNING) {
        throw badState(vm, State.RUNNING.word(), state);
      }
      store.keep(vm.memory(bytes, Math.min(bytes, vm.leastMemoryBytes()), Math.max(bytes, vm.mostMemoryBytes())));
      if (state == State.RUNNING) {
        xl.setMemory(vm.uuid(), Bytes.of(bytes));
      }
    });
  }

  void setVcpus(VmRecord vm, int count) {
    alone(vm, State.RUNNING, () -> {
      xl.setVcpus(vm.uuid(), count);
      store.keep(vm.vcpus(count, Math.max(count, vm.mostVcpus())));
    });
  }

  /** Change what a halted VM is made with at its next start. */
  void reshape(VmRecord vm, UnaryOperator<VmRecord> change) {
    undisturbed(vm, Optional.of(State.HALTED), () -> store.keep(change.apply(vm)));
  }

  /** Make a disk; it is there whole before its record is. */
  DiskRecord makeDisk(String name, Bytes size, boolean fileSystem) {
    var disk = new DiskRecord(store.identity(), name, size.count());
    xl.makeDisk(disk.file(), size, fileSystem);
    store.keep(disk);
    return disk;
  }

  DiskRecord copyDisk(DiskRecord disk, String name) {
    var copy = new DiskRecord(store.identity(), name, disk.bytes());
    xl.copyDisk(disk.file(), copy.file());
    store.keep(copy);
    return copy;
  }

  void resizeDisk(DiskRecord disk, long bytes) {
    xl.resizeDisk(disk.file(), Bytes.of(bytes));
    store.keep(new DiskRecord(disk.uuid(), disk.name(), bytes));
  }

  void removeDisk(DiskRecord disk) {
    store.vms().stream().filter(vm -> vm.disks().stream().anyMatch(plug -> plug.disk().equals(disk.uuid()))).findFirst().ifPresent(vm -> {
      throw XapiException.of("VDI_IN_USE", Refs.of(disk.uuid()), "destroy");
    });
    xl.removeDisk(disk.file());
    store.forgetDisk(disk.uuid());
  }

  /** Look which disks are really there, and forget those that are not. */
  void scan() {
    var files = xl.files(DiskRecord.FOLDER);
    store.disks().stream().filter(disk -> !files.contains(disk.uuid() + DiskRecord.SUFFIX)).forEach(disk -> store.forgetDisk(disk.uuid()));
  }

  /** Make a VM of the same shape with disks of its own: raw files know no copy on write, so each is copied. */
  VmRecord copy(VmRecord origin, String name, int hostNumber) {
    var made = new ArrayList<VmRecord>();
    Runnable copying = () -> {
      var disks = new ArrayList<DiskRecord>();
      var plugs = new ArrayList<VmRecord.Plug>();
      for (var plug : origin.disks()) {
        var disk = store.disk(plug.disk()).orElseThrow(() -> Refs.invalid("VDI", Refs.of(plug.disk())));
        var twin = new DiskRecord(store.identity(), disk.name(), disk.bytes());
        xl.copyDisk(disk.file(), twin.file());
        disks.add(twin);
        plugs.add(new VmRecord.Plug(store.identity(), twin.uuid(), plug.position()));
      }
      var cards = origin.cards().stream().map(card -> card(card.position())).toList();
      var copy = origin.copy(store.identity(), name, store.freeAddress(hostNumber)).with(plugs, cards);
      store.keep(copy, disks);
      made.add(copy);
    };
    if (origin.template()) {
      copying.run();
    } else {
      undisturbed(origin, Optional.of(State.HALTED), copying);
    }
    return made.getFirst();
  }

  /** Make a network card with an address of Xen's own range. */
  VmRecord.Card card(int position) {
    var uuid = store.identity();
    return new VmRecord.Card(uuid, position, "00:16:3e:" + uuid.substring(0, 2) + ":" + uuid.substring(2, 4) + ":" + uuid.substring(4, 6));
  }

  void destroy(VmRecord vm) {
    undisturbed(vm, Optional.of(State.HALTED), () -> store.forgetVm(vm.uuid()));
  }

  /** Note that a running VM was given a device that is not plugged yet. */
  void notPlugged(VmRecord vm, String device) {
    if (state(vm) != State.HALTED) {
      unplugged.add(device);
    }
  }

  void plug(VmRecord vm, VmRecord.Plug plug) {
    alone(vm, State.RUNNING, () -> {
      xl.attach(vm.uuid(), disk(plug));
      unplugged.remove(plug.uuid());
    });
  }

  void unplug(VmRecord vm, VmRecord.Plug plug) {
    alone(vm, State.RUNNING, () -> {
      xl.detach(vm.uuid(), disk(plug));
      unplugged.add(plug.uuid());
    });
  }

  void plug(VmRecord vm, VmRecord.Card card) {
    alone(vm, State.RUNNING, () -> {
      xl.attach(vm.uuid(), new GuestConfig.Card(card.mac(), BRIDGE));
      unplugged.remove(card.uuid());
    });
  }

  void unplug(VmRecord vm, VmRecord.Card card) {
    alone(vm, State.RUNNING, () -> {
      xl.detach(vm.uuid(), new GuestConfig.Card(card.mac(), BRIDGE));
      unplugged.add(card.uuid());
    });
  }

  /** Return what a guest's kernel is told. */
  String arguments(VmRecord vm) {
    return QUICK_BOOT + " assay.ip=" + vm.address() + NETWORK_LENGTH + " assay.host=" + vm.name().replaceAll("[^A-Za-z0-9-]", "-");
  }

  private void plugAll(VmRecord vm) {
    vm.disks().forEach(plug -> unplugged.remove(plug.uuid()));
    vm.cards().forEach(card -> unplugged.remove(card.uuid()));
  }

  private GuestConfig config(VmRecord vm) {
    return new GuestConfig(vm.uuid(), vm.domainType(), HostFacts.IMAGES + "/" + vm.image(), arguments(vm), Bytes.of(vm.memoryBytes()), Bytes.of(vm.mostMemoryBytes()),
        vm.vcpus(), vm.mostVcpus(), vm.cards().stream().map(card -> new GuestConfig.Card(card.mac(), BRIDGE)).toList(), vm.disks().stream().map(this::disk).toList());
  }

  private GuestConfig.Disk disk(VmRecord.Plug plug) {
    var disk = store.disk(plug.disk()).orElseThrow(() -> Refs.invalid("VDI", Refs.of(plug.disk())));
    return new GuestConfig.Disk(disk.file(), plug.device());
  }

  private void alone(VmRecord vm, State expected, Runnable operation) {
    alone(vm, Optional.of(expected), operation);
  }

  /** Run what changes the hypervisor's domains: what was seen of them is not to be trusted after it. */
  private void alone(VmRecord vm, Optional<State> expected, Runnable operation) {
    try {
      undisturbed(vm, expected, operation);
    } finally {
      watch.stale();
    }
  }

  private void undisturbed(VmRecord vm, Optional<State> expected, Runnable operation) {
    var lock = busy.computeIfAbsent(vm.uuid(), _ -> new ReentrantLock());
    if (!lock.tryLock()) {
      throw XapiException.of("OTHER_OPERATION_IN_PROGRESS", "VM", Refs.of(vm.uuid()));
    }
    try {
      expected.filter(wanted -> state(vm) != wanted).ifPresent(wanted -> {
        throw badState(vm, wanted.word(), state(vm));
      });
      operation.run();
    } catch (XlFailure e) {
      throw refusal(e);
    } finally {
      lock.unlock();
    }
  }

  private static XapiException badState(VmRecord vm, String expected, State seen) {
    return XapiException.of("VM_BAD_POWER_STATE", Refs.of(vm.uuid()), expected, seen.word());
  }

  /** Say in the API's words what xl said in its own. */
  private static XapiException refusal(XlFailure failure) {
    var words = String.valueOf(failure.getMessage());
    return switch (failure.reason()) {
      case NO_MEMORY -> XapiException.of("HOST_NOT_ENOUGH_FREE_MEMORY", words);
      case NO_SUCH_DOMAIN, NAME_TAKEN, OTHER -> XapiException.of("INTERNAL_ERROR", words);
    };
  }

  private void awaitGone(VmRecord vm) {
    await("domain " + vm.uuid() + " is gone", () -> watch.now().domains().stream().noneMatch(domain -> domain.uuid().equals(vm.uuid())));
  }

  private void await(String what, Supplier<Boolean> condition) {
    Await.on(time).until(what, () -> {
      watch.stale();
      return condition.get();
    }).every(LOOK_EVERY).seeing(() -> "domains " + watch.now().domains()).within(GUEST);
  }
}
