package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * Administrators who do not speak with one another take hosts in and out of a pool, empty, reboot and unplug them, pull their
 * power and change who leads, while users work with VMs; whatever they do, the books of all pools stay right.
 */
public class PoolWalkTests extends XapiFixture {

  private static final int HOSTS = 3;
  private static final int CLIENTS = 3;
  private static final int STEPS = 90;

  /** Codes that would be our own mistake, whoever does what. */
  private static final List<String> MISTAKES = List.of("INTERNAL_ERROR", "MESSAGE_PARAMETER_COUNT_MISMATCH", "FIELD_TYPE_ERROR", "MESSAGE_METHOD_UNKNOWN");

  private final TreeSet<String> done = new TreeSet<>();

  @DataProvider
  Object[] seeds() {
    return new Object[] {3L, 7L, 9L};
  }

  @Test(dataProvider = "seeds")
  public void theBooksOfAllPoolsStayRight(long seed) {
    lab = new XapiLab(seed, HOSTS);
    lab.time.run("walk", () -> {
      scene();
      var books = new PoolBooks(lab);
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (int i = 0; i < CLIENTS; i++) {
        var chance = Chance.seeded(seed * 100 + i);
        forks.add(lab.time.fork("client " + i, () -> walk(chance)));
      }
      while (!forks.stream().allMatch(Time.Fork::isDone)) {
        lab.time.sleep(Duration.ofSeconds(17));
        books.check();
      }
      forks.forEach(Time.Fork::join);
      settle();
      books.checkEmpty();
      return "";
    });
    assertThat(done).contains(
        "VM.start", "host.disable", "host.enable", "host.evacuate", "host.reboot", "PBD.unplug", "PBD.plug", "pool.designate_new_master");
  }

  private void scene() {
    client = lab.install(1);
    for (int number = 2; number <= HOSTS; number++) {
      lab.install(number).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
    }
    lab.time.sleep(Duration.ofMinutes(1));
    var pool = client.refs("pool.get_all").getFirst();
    var sr = client.createNfs("nfs", "/vol1");
    client.call("pool.set_default_SR", pool, sr);
    client.call("pool.set_suspend_image_SR", pool, sr);
    List.of("a", "b", "c", "d", "e").forEach(client::createVm);
  }

  private boolean walk(Chance chance) {
    for (int step = 0; step < STEPS; step++) {
      int number = 1 + chance.below(HOSTS);
      try {
        if (chance.below(8) == 0) {
          atTheMachine(number, chance);
        } else {
          throughTheApi(login(number), chance);
        }
      } catch (AssayException.Lab e) {
        done.add("connection refused");
      }
      lab.time.sleep(Duration.ofSeconds(chance.below(45)));
    }
    return true;
  }

  /** Log in to the master of the pool that this host is in. */
  private XapiLab.Client login(int number) {
    try {
      return lab.login(number);
    } catch (XapiException e) {
      int master = e.code().equals("HOST_IS_SLAVE") ? Integer.parseInt(e.parameters().getFirst().substring("10.0.0.".length())) : number;
      try {
        return lab.login(master);
      } catch (XapiException again) {
        throw new AssayException.Lab("nobody leads now: " + again.getMessage());
      }
    }
  }

  private void atTheMachine(int number, Chance chance) {
    var power = lab.host(number).power();
    if (power.state() == Power.State.OFF) {
      power.set(Power.State.ON);
      return;
    }
    switch (chance.below(3)) {
      case 0 -> power.set(Power.State.OFF);
      case 1 -> local(number).ifPresent(slave -> attempt(slave, "pool.emergency_transition_to_master"));
      default -> join(number, chance);
    }
  }

  private Optional<XapiLab.Client> local(int number) {
    try {
      var session = lab.host(number).xapi().call("session.slave_local_login_with_password", List.of("root", XapiLab.PASSWORD));
      return Optional.of(new XapiLab.Client(lab.host(number), (String) session));
    } catch (XapiException e) {
      return Optional.empty();
    }
  }

  /** A host that was ejected comes back; to any other this is refused. */
  private void join(int number, Chance chance) {
    attempt(login(number), "pool.join", XapiLab.address(1 + chance.below(HOSTS)), "root", XapiLab.PASSWORD);
  }

  private void throughTheApi(XapiLab.Client admin, Chance chance) {
    try {
      step(admin, chance);
    } catch (XapiException e) {
      assertThat(e.code()).as("reading").isIn("SESSION_INVALID", "HOST_IS_SLAVE", "HANDLE_INVALID");
    }
  }

  private void step(XapiLab.Client admin, Chance chance) {
    var host = chance.pick(admin.refs("host.get_all"));
    switch (chance.below(16)) {
      case 0 -> attempt(admin, "host.disable", host);
      case 1 -> attempt(admin, "host.enable", host);
      case 2 -> attempt(admin, "host.evacuate", host);
      case 3 -> maintain(admin, host);
      case 4 -> attempt(admin, chance.below(2) == 0 ? "host.shutdown" : "host.declare_dead", host);
      case 5 -> attempt(admin, "pool.designate_new_master", host);
      case 6 -> attempt(admin, "pool.eject", host);
      case 7 -> attempt(admin, "PBD.plug", chance.pick(admin.refs("PBD.get_all")));
      case 8 -> attempt(admin, "PBD.unplug", chance.pick(admin.refs("PBD.get_all")));
      case 9 -> attempt(admin, "SR.scan", chance.pick(admin.refs("SR.get_all")));
      default -> vmStep(admin, host, chance);
    }
  }

  private void maintain(XapiLab.Client admin, String host) {
    attempt(admin, "host.disable", host);
    attempt(admin, "host.evacuate", host);
    attempt(admin, "host.reboot", host);
  }

  private void vmStep(XapiLab.Client admin, String host, Chance chance) {
    var vms = admin.refs("VM.get_all").stream()
        .filter(vm -> admin.get("VM", vm, "is_control_domain").equals(false) && admin.get("VM", vm, "is_a_template").equals(false)).toList();
    if (vms.isEmpty()) {
      return;
    }
    var vm = chance.pick(vms);
    switch (chance.below(10)) {
      case 0, 1 -> attempt(admin, "VM.start", vm, false, false);
      case 2 -> attempt(admin, "VM.start_on", vm, host, false, false);
      case 3 -> attempt(admin, "VM.clean_shutdown", vm);
      case 4 -> attempt(admin, "VM.hard_shutdown", vm);
      case 5 -> attempt(admin, "VM.suspend", vm);
      case 6 -> attempt(admin, "VM.resume_on", vm, host, false, false);
      case 7 -> attempt(admin, "VM.snapshot", vm, "kept");
      default -> attempt(admin, "VM.pool_migrate", vm, host, Values.map());
    }
  }

  private void attempt(XapiLab.Client admin, String method, Object... arguments) {
    try {
      admin.call(method, arguments);
      done.add(method);
    } catch (XapiException e) {
      boolean named = e.parameters().contains("Xapi_pool.Cannot_eject_master");
      assertThat(named ? "" : e.code()).as(method + " " + e.getMessage()).isNotIn(MISTAKES);
    }
  }

  /** Bring all hosts up again and halt all VMs. */
  private void settle() {
    for (int number = 1; number <= HOSTS; number++) {
      lab.host(number).power().set(Power.State.ON);
    }
    lab.time.sleep(Duration.ofMinutes(30));
    for (int number = 1; number <= HOSTS; number++) {
      var admin = login(number);
      admin.refs("host.get_all").forEach(host -> admin.call("host.enable", host));
      admin.refs("VM.get_all").stream()
          .filter(vm -> List.of("Running", "Paused").contains(admin.get("VM", vm, "power_state")) && admin.get("VM", vm, "is_control_domain").equals(false))
          .forEach(vm -> admin.call("VM.hard_shutdown", vm));
    }
  }
}
