package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.HostId;
import dev.assay.inventory.Lab;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PoolFields;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.TaskFields;
import dev.assay.xapi.model.TaskRef;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A XAPI resource pool. */
public final class Pool {

  private static final Duration JOINING = Duration.ofMinutes(30);

  private final Bench bench;

  Pool(Bench bench) {
    this.bench = bench;
  }

  /** List the hosts that the bench has in it, the master first. */
  public List<Host> hosts() {
    return bench.pooled().stream().map(this::host).toList();
  }

  public Host master() {
    return hosts().getFirst();
  }

  /** Return the first host that is not the master. */
  public Host slave() {
    return hosts().get(1);
  }

  private Host host(HostId id) {
    return new Host(bench, () -> id);
  }

  /** List the hosts that the product itself says are in the pool. */
  public List<HostId> members() {
    return toolstack().session().callForAll(HostRef.KIND, "host.get_all").stream().map(toolstack()::id).sorted().toList();
  }

  /** Make a halted VM from a template, as a client does: clone, provision, connect to the first network. */
  public Vm create(VmSpec spec) {
    return new VmCreation(toolstack(), spec).run(bench.name("vm"));
  }

  /** Find a template by its name. */
  public Vm template(String name) {
    return toolstack().session().named(VmRef.KIND, name).stream()
        .map(ref -> new Vm(toolstack(), ref, name)).filter(Vm::isTemplate).findFirst()
        .orElseThrow(() -> new AssayException.Product("looking for template '" + name + "' of " + this + ": it has none"));
  }

  /** Make so many alike VMs by cloning a halted one. */
  public List<Vm> cloneMany(Vm origin, int count) {
    var clones = new ArrayList<Vm>();
    for (int i = 0; i < count; i++) {
      clones.add(origin.copyOnWriteClone());
    }
    return clones;
  }

  /** Bring a VM in from what {@link Vm#export} gave. */
  public Vm importVm(byte[] export) {
    return new VmTransfer(toolstack()).importVm(export);
  }

  /** Return the storage that new disks go to. */
  public Sr defaultSr() {
    return new Sr(toolstack(), toolstack().session().get(PoolFields.DEFAULT_SR, toolstack().pool()));
  }

  /** Make a storage repository on an export of the lab that all hosts reach. */
  public Sr createSr(String kind) {
    var export = bench.export(kind);
    return createSr(export, bench.name(kind));
  }

  /** Make the storage that the bench offers to all hosts, under a name that it is found by again. */
  public Sr createSharedSr(String kind, String name) {
    return createSr(bench.export(kind), name);
  }

  /** Find a storage repository by its name. */
  public Optional<Sr> findSr(String name) {
    return toolstack().session().named(SrRef.KIND, name).stream().findFirst().map(ref -> new Sr(toolstack(), ref));
  }

  /** Return the storage on the master's own disk. */
  public Sr localSr() {
    var ref = toolstack().localSr(toolstack().ref(bench.pooled().getFirst()));
    return new Sr(toolstack(), ref);
  }

  /** Return storage of a kind that disks can be kept on: the host's own, what the bench shares, or a repository made for the case. */
  public Sr storage(StorageKind kind) {
    return switch (kind) {
      case LOCAL -> localSr();
      case NFS, ISCSI, HBA, FCOE, SMB -> findSr("assay-shared-" + kind.export())
          .orElseThrow(() -> new AssayException.Lab("looking for " + kind.label() + " storage of " + this + ": the bench has attached none"));
      case NFS_4 -> createSr(bench.export(kind.export()), bench.name(kind.label()), "4");
    };
  }

  private Sr createSr(Lab.Export export, String name, String nfsVersion) {
    return bench.act("sr.create", name, Map.of("kind", export.kind(), "version", nfsVersion), () ->
        SrCreation.of(export).with("nfsversion", nfsVersion).on(toolstack(), toolstack().ref(bench.pooled().getFirst()), name));
  }

  private Sr createSr(Lab.Export export, String name) {
    return bench.act("sr.create", name, Map.of("kind", export.kind()), () ->
        SrCreation.of(export).on(toolstack(), toolstack().ref(bench.pooled().getFirst()), name));
  }

  /** Make a network that is internal to each host. */
  public Network createNetwork() {
    var name = bench.name("network");
    return bench.act("network.create", name, Map.of(), () -> Network.make(toolstack(), name, 1500));
  }

  /** Join two interfaces of the master that carry nothing, with a network of this frame size on them. */
  public Bond createBond(BondMode mode, int mtu) {
    return Bond.make(toolstack(), toolstack().ref(bench.pooled().getFirst()), mode, Network.make(toolstack(), bench.name("bond"), mtu));
  }

  /** Count the interfaces that the product knows, physical and made. */
  public int interfaces() {
    return toolstack().session().all(dev.assay.xapi.model.PifRef.KIND).size();
  }

  /** Make a network with virtual functions of an interface that carries nothing else (SR-IOV). */
  public VirtualFunctions createVirtualFunctions() {
    return VirtualFunctions.make(toolstack(), toolstack().ref(bench.pooled().getFirst()));
  }

  /** Make a network with a VLAN's tag on an interface of the master that carries nothing else. */
  public Vlan createVlan(int tag) {
    return Vlan.make(toolstack(), Bond.idle(toolstack(), toolstack().ref(bench.pooled().getFirst())).getFirst(), tag);
  }

  /** Take a host that stands alone into the pool, and wait until it is enabled there. */
  public void join(Host newcomer) {
    var id = newcomer.id();
    bench.act("pool.join", id.value(), () -> {
      var address = bench.declared(bench.pooled().getFirst()).address();
      var password = bench.access().rootPassword(bench.pooled().getFirst());
      bench.toolstack(id).session().call("pool.join", address, "root", password);
      bench.joined(id);
      host(id).awaitEnabled(JOINING);
    });
  }

  /** Take a slave out of the pool, and wait until it is up again on its own. */
  public void eject(Host leaver) {
    var id = leaver.id();
    bench.act("pool.eject", id.value(), () -> {
      toolstack().session().call("pool.eject", toolstack().ref(id));
      bench.ejected(id);
      host(id).awaitAlone(JOINING);
    });
  }

  /** Have the pool forget a slave that is gone for good; it must be off. */
  public void forget(Host lost) {
    var id = lost.id();
    bench.act("host.forget", id.value(), () -> {
      toolstack().session().call("host.destroy", toolstack().ref(id));
      bench.ejected(id);
    });
  }

  /** Have a slave lead the pool, whose master is lost, as an administrator does in an emergency; the lost one stays its member. */
  public void leadBy(Host slave) {
    var id = slave.id();
    bench.act("pool.emergency", id.value(), () -> {
      new EmergencyDoor(bench, id).becomeMaster();
      bench.ledBy(id);
      toolstack().session().call("pool.recover_slaves");
      host(id).awaitBack(JOINING);
    });
  }

  /** Eject all discs, then upgrade each host in place, one after the other, the master first, its guests moved away and back or suspended meanwhile. */
  public RollingUpgrade rollingUpgradeTo(Build build, RollingUpgrade.Guests guests) {
    return RollingUpgrade.run(this, build, guests);
  }

  /** Make VLANs with these tags on the first card of the master, and take them away again; return how many interfaces that leaves. */
  public int vlansLeaveBehind(int from, int count) {
    return vlansComeAndGo(from, count).leftBehind();
  }

  /** Make VLANs with these tags on the first card of the master, and take them away again when all are there. */
  public VlanRound vlansComeAndGo(int from, int count) {
    return new Vlans(toolstack(), toolstack().ref(bench.pooled().getFirst())).comeAndGo(from, count);
  }

  /** List the VMs (templates, snapshots and control domains apart) that the pool knows. */
  public List<Vm> vms() {
    return toolstack().session().all(VmRef.KIND).entrySet().stream()
        .filter(vm -> !vm.getValue().get(VmFields.IS_A_TEMPLATE) && !vm.getValue().get(VmFields.IS_CONTROL_DOMAIN) && !vm.getValue().get(VmFields.IS_A_SNAPSHOT))
        .map(vm -> new Vm(toolstack(), vm.getKey(), vm.getValue().get(VmFields.NAME_LABEL)))
        .toList();
  }

  /** Find a VM by its name, as the present master knows it. */
  public Vm vm(String name) {
    return vms().stream().filter(vm -> vm.name().equals(name)).findFirst()
        .orElseThrow(() -> new AssayException.Product("looking for vm " + name + " of " + this + ": it has " + vmNames()));
  }

  /** List the names of VMs (templates, snapshots and control domains apart) that the pool knows. */
  public List<String> vmNames() {
    return toolstack().session().all(VmRef.KIND).values().stream()
        .filter(vm -> !vm.get(VmFields.IS_A_TEMPLATE) && !vm.get(VmFields.IS_CONTROL_DOMAIN) && !vm.get(VmFields.IS_A_SNAPSHOT))
        .map(vm -> vm.get(VmFields.NAME_LABEL))
        .toList();
  }

  /** Have the product give free blocks of a repository back to its array; return what it says. */
  public String trim(Sr sr) {
    var arguments = new java.util.LinkedHashMap<String, Object>();
    arguments.put("sr_uuid", sr.uuid());
    return String.valueOf(toolstack().session().call("host.call_plugin", toolstack().ref(bench.pooled().getFirst()), "trim", "do_trim", arguments));
  }

  /** Have the product hand out its database. */
  public byte[] dumpDatabase() {
    return new PoolDatabase(toolstack()).dump();
  }

  /** Have the product check a database that it handed out, and change nothing. */
  public void checkDatabase(byte[] dump) {
    new PoolDatabase(toolstack()).restore(dump, true);
  }

  /** Have the product put its database back as it was, and wait until the master, which starts again for it, is back. */
  public void restoreDatabase(byte[] dump) {
    var before = master().uptimeSeconds();
    new PoolDatabase(toolstack()).restore(dump, false);
    master().awaitReboot(before, JOINING);
    bench.forget(bench.pooled().getFirst());
    master().awaitBack(JOINING);
  }

  /** Trust an authority, whose certificate is in PEM. */
  public void trust(String name, String certificate) {
    bench.act("certificate.install", name, () -> toolstack().session().call("pool.certificate_install", name, certificate));
  }

  public void distrust(String name) {
    bench.act("certificate.uninstall", name, () -> toolstack().session().call("pool.certificate_uninstall", name));
  }

  /** List the names of the authorities that the product says it trusts. */
  public List<String> trusted() {
    return ((List<?>) toolstack().session().call("pool.certificate_list")).stream().map(String::valueOf).toList();
  }

  /** Return its enrolment in the vendor's health check. */
  public HealthCheck healthCheck() {
    return new HealthCheck(toolstack());
  }

  /** Make a private network between all its hosts, through tunnels. */
  public Tunnel createTunnel() {
    return Tunnel.make(toolstack(), bench.name("tunnel"));
  }

  /** Say by whom its switches are controlled; blank for nobody. */
  public void controlSwitchesBy(String address) {
    bench.act("switch.controller", address, () -> toolstack().session().call("pool.set_vswitch_controller", address));
  }

  public String switchController() {
    return (String) toolstack().session().call("pool.get_vswitch_controller", toolstack().pool());
  }

  /** Make a network of this frame size that is internal to each host. */
  public Network createNetwork(int frames) {
    var name = bench.name("network");
    return bench.act("network.create", name, Map.of("mtu", Integer.toString(frames)), () -> Network.make(toolstack(), name, frames));
  }

  /** Make a network of this frame size with a VLAN's tag on an interface of the master that carries nothing else. */
  public Vlan createVlan(int tag, int frames) {
    return Vlan.make(toolstack(), Bond.idle(toolstack(), toolstack().ref(bench.pooled().getFirst())).getFirst(), tag, frames);
  }

  /** Join the lab's directory of users. */
  public Directory joinDirectory() {
    return Directory.joined(toolstack());
  }

  /** Switch high availability on, with heartbeats on this storage. */
  public HighAvailability watchedOver(Sr heartbeats) {
    return HighAvailability.on(toolstack(), heartbeats);
  }

  /** Upload a hotfix for a version of the product; a blank version fits all. */
  public Hotfix uploadHotfix(String uuid, String version) {
    return Hotfix.upload(toolstack(), uuid, version);
  }

  /** Upload bytes that are no hotfix. */
  public void uploadRubbish() {
    Hotfix.uploadRubbish(toolstack());
  }

  /** Log in as root with this password, and out again. */
  public void logIn(String password) {
    toolstack().login(password).close();
  }

  /** Log in as root, and out again. */
  public void logInAndOut() {
    logIn(bench.access().rootPassword(bench.pooled().getFirst()));
  }

  /** Log in and out, and tell whether the session that was logged out is still good. */
  public boolean staysLoggedInAfterLogout() {
    return new SessionProbe(toolstack()).staysAfterLogout();
  }

  /** Start a call as a task of the product. */
  public Operation startCopy(Vm vm, Sr target) {
    return new Operation(toolstack(), toolstack().session().start("VM.copy", vm.ref(), bench.name("copy"), target.ref()));
  }

  /** List the tasks that the product says are under way, by name. */
  public List<String> pendingTasks() {
    return toolstack().session().all(TaskRef.KIND).values().stream()
        .filter(task -> !task.get(TaskFields.STATUS).isOver())
        .map(task -> task.get(TaskFields.NAME_LABEL))
        .toList();
  }

  /** List the disks, by identity, that the product keeps and that belong to no VM: neither plugged nor suspended memory. */
  public List<String> orphanedDisks() {
    var session = toolstack().session();
    var suspended = session.all(VmRef.KIND).values().stream().map(vm -> vm.get(VmFields.SUSPEND_VDI)).toList();
    return session.all(VdiRef.KIND).entrySet().stream()
        .filter(disk -> disk.getValue().get(VdiFields.MANAGED) && disk.getValue().get(VdiFields.VBDS).isEmpty())
        .filter(disk -> !suspended.contains(disk.getKey()))
        .map(disk -> disk.getValue().get(VdiFields.UUID))
        .sorted()
        .toList();
  }

  /** Return the way to call the product by its own messages, for what has no words here. */
  public Toolstack toolstack() {
    if (bench.pooled().isEmpty()) {
      throw new AssayException.Lab("using a pool: bench " + bench.hosts() + " has none");
    }
    return bench.toolstack(bench.pooled().getFirst());
  }

  /**
   * Return how many of so many vCPUs a guest may be given. On hosts that are virtual machines themselves it gets no more than those have
   * processors: vCPUs that share an emulated one spin while they wait for each other, and the guest does not come up.
   */
  public int bearableVcpus(int wanted) {
    return hosts().stream().filter(host -> bench.declared(host.id()).isNested()).mapToInt(host -> host.processors().count()).reduce(wanted, Math::min);
  }

  /** Return the hosts that it stands on, with their lab, its clock and the run's history. */
  public Bench bench() {
    return bench;
  }

  @Override
  public String toString() {
    return "pool " + bench.pooled();
  }
}
