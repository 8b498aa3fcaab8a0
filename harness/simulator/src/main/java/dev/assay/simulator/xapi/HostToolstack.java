package dev.assay.simulator.xapi;

import dev.assay.core.AssayException;
import dev.assay.core.defect.Defect;
import dev.assay.simulator.machine.InstalledSystem;
import dev.assay.simulator.machine.MachineDoors;
import dev.assay.simulator.machine.Toolstack;
import dev.assay.simulator.machine.UpgradableToolstack;
import dev.assay.simulator.performance.ExhaustedException;
import dev.assay.simulator.performance.Operation;
import dev.assay.simulator.storage.Medium;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** The toolstack of one host: what is durable on its disk, what runs on it now, and its doors to the machine. */
final class HostToolstack implements UpgradableToolstack {

  private final MachineDoors doors;
  private final Dispatcher dispatcher;
  private final Exports exports;
  private final Medium disk;
  private final Schemas schemas;
  private final Sessions sessions = new Sessions();
  private final SequencedSet<Work> underway = new LinkedHashSet<>();
  private final Domains domains = new Domains(this);
  private final DataSources dataSources = new DataSources(this);
  private final Dom0Access devices = new Dom0Access();
  private final HostUpdates updates = new HostUpdates(this);
  private InstalledSystem system;
  private Release release;
  private Pool pool;
  private Entity record;
  private String password;
  private boolean up;
  private int boots;
  private Runnable cancelWaiting = () -> {};

  HostToolstack(InstalledSystem system, MachineDoors doors, Schemas schemas, Dispatcher dispatcher, Exports exports) {
    this.system = system;
    this.doors = doors;
    this.schemas = schemas;
    this.dispatcher = dispatcher;
    this.exports = exports;
    this.password = system.rootPassword();
    this.disk = new Medium(FirstBoot.storageSize(system.host().disk()));
    this.release = releaseOf(system);
    this.pool = new Pool(schemas, doors.chance().fork("pool"), this);
    this.record = FirstBoot.populate(this);
  }

  private Release releaseOf(InstalledSystem installed) {
    return schemas.table().releaseOf(installed.release().version()).orElseGet(() -> schemas.table().releases().getFirst());
  }

  /** Begin a pool of one anew, as after an ejection: everything that was known of the former pool is gone. */
  void startAfresh() {
    pool = new Pool(schemas, doors.chance().fork("pool-" + boots), this);
    disk.repositories().stream().map(repository -> repository.uuid()).toList().forEach(disk::erase);
    record = FirstBoot.populate(this);
    sessions.closeAll();
  }

  /** Belong to this pool, which knows this host by this record. */
  void belongTo(Pool newPool, Entity newRecord) {
    pool = newPool;
    record = newRecord;
    sessions.closeAll();
  }

  @Override
  public void started() {
    boots++;
    if (up) {
      updates.toolstackRestarted();
    } else {
      devices.booted(record);
      updates.booted();
    }
    up = true;
    HostBoot.run(this);
  }

  @Override
  public void powerLost() {
    up = false;
    stopWaiting();
    domains.powerLost();
    sessions.closeAll();
    List.copyOf(underway).forEach(Work::cancel);
    underway.clear();
    dataSources.powerLost();
    HostBoot.lost(this);
    pool.failed(this);
  }

  @Override
  public void upgraded(InstalledSystem newSystem) {
    system = newSystem;
    release = releaseOf(newSystem);
    updates.upgraded();
    if (isMaster() && doors.defects().has(Defect.UPGRADE_LOSES_SETTING)) {
      pool.database().where("VM", vm -> vm.text("power_state").equals("Halted") && !vm.flag("is_a_template")).toList()
          .forEach(vm -> vm.set("VCPUs_at_startup", 1L).set("VCPUs_max", 1L));
    }
  }

  @Override
  public Runnable keep() {
    if (!isMaster()) {
      return () -> {};
    }
    var file = DatabaseFile.write(pool.database());
    return () -> DatabaseRestore.putBack(this, file);
  }

  /** Go on after so long, unless it goes down before or {@link #stopWaiting} is called. */
  void waitFor(Duration delay, Runnable next) {
    cancelWaiting = doors.time().schedule(delay, next);
  }

  void stopWaiting() {
    cancelWaiting.run();
  }

  /** Return the version of the guests' tools that its release brings. */
  String toolsVersion() {
    return system.release().version() + "-" + system.release().buildNumber();
  }

  /** Tell whether this is the first time that it runs. */
  boolean isFirstBoot() {
    return boots <= 1;
  }

  @Override
  public Transport api() {
    return this::call;
  }

  private Object call(String method, List<Object> parameters) {
    mustListen(method);
    doors.resources().perform(new Operation.ControlCall());
    mustListen(method);
    try {
      return dispatcher.dispatch(this, method, parameters);
    } catch (XapiException e) {
      throw e.traced();
    }
  }

  @Override
  public HttpHandlers http() {
    return new HttpDoor(this);
  }

  @Override
  public List<String> domains() {
    return domains.listing();
  }

  @Override
  public List<String> links() {
    var links = new ArrayList<String>();
    record.targets("PIFs").forEach(pif -> links.add(pif.text("device") + (pif.whole("VLAN") < 0 ? "" : "." + pif.whole("VLAN")) + " " + pif.whole("MTU")));
    domains.all().forEach(domain -> domain.vm().targets("VIFs").stream().filter(vif -> vif.flag("currently_attached")).forEach(vif ->
        links.add("vif" + domain.id() + "." + vif.text("device") + " " + vif.target("network").map(network -> network.whole("MTU")).orElse(1500L))));
    return links;
  }

  @Override
  public List<String> poolMembers() {
    return pool.members().stream().map(HostToolstack::address).toList();
  }

  @Override
  public boolean login(String user, String tried) {
    return user.equals("root") && tried.equals(password);
  }

  void mustListen(String method) {
    if (!up) {
      throw new AssayException.Lab("calling " + method + " at " + address() + ": connection refused; the host is off or still booting");
    }
  }

  AssayException.Lab lostConnection(String method) {
    return new AssayException.Lab("calling " + method + " at " + address() + ": the connection broke; the host went down meanwhile");
  }

  /**
   * Spend the time of an operation on this host. When it goes down meanwhile, the master answers
   * {@code CANNOT_CONTACT_HOST} for it; when it is the master itself, nobody answers.
   */
  void perform(Operation operation) {
    perform(operation, Optional.empty());
  }

  /** Spend the time of an operation on what lies on this repository. */
  void performOn(Entity sr, Operation operation) {
    perform(operation, Optional.of(sr));
  }

  private void perform(Operation operation, Optional<Entity> sr) {
    int boot = boots;
    try {
      if (up) {
        sr.map(where -> Storage.through(this, where)).orElseGet(doors::resources).perform(operation);
      }
    } catch (ExhaustedException e) {
      throw Refusal.internal("xenopsd error: no more " + e.resource());
    } catch (AssayException.Lab e) {
      throw isMaster() ? e : unreachable();
    }
    if (!up || boot != boots) {
      throw isMaster() ? lostConnection(operation.getClass().getSimpleName()) : unreachable();
    }
  }

  private XapiException unreachable() {
    return Refusal.of("CANNOT_CONTACT_HOST", record.ref());
  }

  /** Take down in the lab's history what the toolstack did. */
  void note(String kind, Map<String, String> details) {
    doors.history().append("xapi." + kind, system.host().id().value(), details);
  }

  MachineDoors doors() {
    return doors;
  }

  InstalledSystem system() {
    return system;
  }

  Release release() {
    return release;
  }

  Schemas schemas() {
    return schemas;
  }

  Exports exports() {
    return exports;
  }

  /** Return the part of the host's own disk that holds storage repositories. */
  Medium disk() {
    return disk;
  }

  Pool pool() {
    return pool;
  }

  /** Return the host's record in its pool's database. */
  Entity record() {
    return record;
  }

  /** Return what dom0's kernel has said since its boot. */
  String kernelMessages() {
    return "Linux version on " + system.hostname() + ", " + system.release().product() + " " + system.release().version() + "\n";
  }

  String address() {
    return system.host().address();
  }

  String password() {
    return password;
  }

  void changePassword(String newPassword) {
    password = newPassword;
  }

  Sessions sessions() {
    return sessions;
  }

  SequencedSet<Work> underway() {
    return underway;
  }

  Domains running() {
    return domains;
  }

  Dom0Access devices() {
    return devices;
  }

  HostUpdates updates() {
    return updates;
  }

  DataSources dataSources() {
    return dataSources;
  }

  boolean isMaster() {
    return pool.master() == this;
  }

  boolean isUp() {
    return up;
  }

  Instant now() {
    return doors.clock();
  }

  /** Find the toolstack that answers on this address, as far as this host's network goes. */
  Optional<HostToolstack> neighbour(String address) {
    return doors.network().toolstackAt(address).filter(Toolstack.class::isInstance).map(HostToolstack.class::cast);
  }
}
