package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Chance;
import dev.assay.xapi.XapiException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.testng.annotations.Test;

/**
 * What hosts and pools list is called, in whatever state a walk brings them: what is listed succeeds, unless something that the list
 * does not look at is in the way, and what is not listed is refused with the code that their state gives.
 */
public class HostAndPoolWalkTests extends XapiFixture {

  private static final int STEPS = 80;

  private final TreeSet<String> done = new TreeSet<>();
  private final TreeSet<String> refused = new TreeSet<>();
  private String pool = "";
  private String vm = "";
  private String repository = "";
  private String bundle = "";

  /** One call, with the operation that it is listed as. */
  private record Step(String type, String ref, String operation, String method, Object... arguments) {}

  @Test
  public void whatIsListedSucceedsAndWhatIsNotIsRefusedWithTheRightCode() {
    walk(2, this::anyStep);
    walk(4, this::anyStep);
    walk(1, this::updateStep);
    walk(3, this::updateStep);
    assertThat(done).contains("host.evacuate", "VM.start_on", "VM.resume_on", "VM.pool_migrate", "host.enable", "host.power_on", "host.shutdown", "host.reboot",
        "pool.enable_ha", "pool.disable_ha", "pool.designate_new_master", "pool.enable_tls_verification", "Cluster.create", "pool.eject", "pool.set_repositories", "pool.sync_updates", "host.apply_updates", "GET /updates", "PUT /bundle");
    assertThat(refused).contains("host.reboot HOST_NOT_DISABLED", "host.power_on HOST_IS_LIVE", "host.power_on HOST_POWER_ON_MODE_DISABLED",
        "pool.enable_ha HA_IS_ENABLED", "pool.disable_ha HA_NOT_ENABLED", "pool.enable_tls_verification HA_IS_ENABLED", "Cluster.create INCOMPATIBLE_CLUSTER_STACK_ACTIVE",
        "pool.sync_updates NO_REPOSITORY_ENABLED");
  }

  private void walk(long seed, Function<Chance, Step> next) {
    lab = new XapiLab(seed, 2);
    inside(() -> {
      scene();
      var chance = Chance.seeded(seed);
      for (int i = 0; i < STEPS; i++) {
        rest();
        change(chance);
        attempt(next.apply(chance));
      }
    });
  }

  private void scene() {
    lab.install(1, "stockholm");
    lab.install(2, "stockholm");
    lab.login(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
    client = lab.login(1);
    lab.time.sleep(Duration.ofMinutes(1));
    pool = client.refs("pool.get_all").getFirst();
    var sr = client.createNfs("nfs", "/vol1");
    client.call("pool.set_default_SR", pool, sr);
    client.call("pool.set_suspend_image_SR", pool, sr);
    vm = client.createVm("a");
    repository = client.text("Repository.introduce", "updates", "", "https://updates.lab/binary", "https://updates.lab/source", true, "");
    bundle = client.text("Repository.introduce_bundle", "bundle", "");
    keepManagementPlugged();
  }

  private void keepManagementPlugged() {
    client.refs("host.get_all").forEach(host -> client.call("PIF.set_disallow_unplug", client.text("host.get_management_interface", host), true));
  }

  /** A host that was ejected comes up alone, and joins again. */
  private void rejoin(int host) {
    var leader = (String) client.get("host", master(), "address");
    // It answers once more before it restarts.
    lab.time.sleep(Duration.ofMinutes(1));
    lab.awaitUp(host);
    lab.login(host).call("pool.join", leader, "root", XapiLab.PASSWORD);
    lab.time.sleep(Duration.ofMinutes(1));
    keepManagementPlugged();
  }

  private String slave() {
    return client.refs("host.get_all").stream().filter(host -> !host.equals(master())).findFirst().orElseThrow();
  }

  private String master() {
    return (String) client.get("pool", pool, "master");
  }

  private int number(String host) {
    return Integer.parseInt(((String) client.get("host", host, "address")).substring("10.0.0.".length()));
  }

  /** Nothing runs, and who leads is spoken to. */
  private void rest() {
    lab.time.sleep(Duration.ofMinutes(8));
    client = lab.login(leading());
    if (!client.get("VM", vm, "power_state").equals("Halted")) {
      client.call("VM.hard_shutdown", vm);
    }
  }

  private int leading() {
    try {
      lab.login(1);
      return 1;
    } catch (XapiException | AssayException.Lab e) {
      return 2;
    }
  }

  /** Bring the slave, or what the pool does, into another state. */
  private void change(Chance chance) {
    var host = slave();
    switch (chance.below(7)) {
      case 0, 1 -> {
        if (lab.host(number(host)).power().state() == Power.State.ON) {
          client.call("host.disable", host);
        }
      }
      case 2 -> client.call("host.set_power_on_mode", host, chance.below(3) == 0 ? "" : "wake-on-lan", Values.map());
      case 3 -> {
        lab.host(number(host)).power().set(Power.State.ON);
        lab.time.sleep(Duration.ofMinutes(8));
      }
      case 4, 5 -> {
        if (!available()) {
          lab.host(number(host)).power().set(Power.State.OFF);
          lab.time.sleep(Duration.ofMinutes(11));
        }
      }
      default -> { }
    }
  }

  private boolean available() {
    return client.get("pool", pool, "ha_enabled").equals(true);
  }

  private Step hostStep(Chance chance) {
    var host = chance.below(4) == 0 ? master() : slave();
    return switch (chance.below(11)) {
      case 10 -> new Step("host", host, "apply_updates", "host.apply_updates", host, offered().map(found -> client.text("Repository.get_hash", found)).orElse(""));
      case 9 -> new Step("host", slave(), "power_on", "host.power_on", slave());
      case 0 -> new Step("host", host, "evacuate", "host.evacuate", host);
      case 1 -> new Step("host", host, "enable", "host.enable", host);
      case 2, 3 -> new Step("host", host, "power_on", "host.power_on", host);
      case 4 -> new Step("host", slave(), "reboot", "host.reboot", slave());
      case 5 -> new Step("host", slave(), "shutdown", "host.shutdown", slave());
      case 6 -> new Step("host", host, "vm_start", "VM.start_on", vm, host, false, false);
      case 7 -> suspended(new Step("host", host, "vm_resume", "VM.resume_on", vm, host, false, false));
      default -> running(new Step("host", host, "vm_migrate", "VM.pool_migrate", vm, host, Values.map()));
    };
  }

  private Step running(Step step) {
    client.call("host.enable", master());
    client.call("VM.start_on", vm, master(), false, false);
    lab.awaitAgent(client, vm);
    return step;
  }

  private Step suspended(Step step) {
    running(step);
    client.call("VM.suspend", vm);
    return step;
  }

  private Step anyStep(Chance chance) {
    return chance.below(3) == 0 ? poolStep(chance) : hostStep(chance);
  }

  private Step updateStep(Chance chance) {
    var host = chance.below(3) == 0 ? master() : slave();
    return switch (chance.below(7)) {
      case 0 -> new Step("pool", pool, "configure_repositories", "pool.set_repositories", pool, chance.pick(List.of(List.of(repository), List.of(bundle), List.of())));
      case 1 -> new Step("pool", pool, "get_updates", "GET /updates");
      case 2 -> new Step("pool", pool, "sync_bundle", "PUT /bundle");
      case 3 -> new Step("pool", pool, "sync_updates", "pool.sync_updates", pool, false, "", "", "", "");
      case 4 -> new Step("host", host, "enable", "host.enable", host);
      default -> new Step("host", host, "apply_updates", "host.apply_updates", host, offered().map(found -> client.text("Repository.get_hash", found)).orElse(""));
    };
  }

  private Step poolStep(Chance chance) {
    return switch (chance.below(9)) {
      case 6 -> new Step("pool", pool, "eject", "pool.eject", slave());
      case 7 -> new Step("pool", pool, "configure_repositories", "pool.set_repositories", pool, chance.below(2) == 0 ? List.of(repository) : List.of());
      case 8 -> new Step("pool", pool, "sync_updates", "pool.sync_updates", pool, false, "", "", "", "");
      case 0, 1 -> new Step("pool", pool, "ha_enable", "pool.enable_ha", List.of(), Values.map());
      case 2 -> new Step("pool", pool, "ha_disable", "pool.disable_ha");
      case 3 -> new Step("pool", pool, "tls_verification_enable", "pool.enable_tls_verification");
      case 4 -> new Step("pool", pool, "designate_new_master", "pool.designate_new_master", slave());
      default -> new Step("pool", pool, "cluster_create", "Cluster.create", managementInterface(), "corosync", false, 20.0, 1.0);
    };
  }

  private String managementInterface() {
    return client.text("host.get_management_interface", master());
  }

  private void attempt(Step step) {
    boolean listed = client.refs(step.type() + ".get_allowed_operations", step.ref()).contains(step.operation());
    // A host is taken out of service for its updates: what it lists while it is in service says nothing of them.
    var expected = listed || step.operation().equals("apply_updates") ? obstacle(step) : Optional.of(reason(step));
    var seen = Optional.<String>empty();
    int joined = number(slave());
    try {
      var made = call(step);
      if (step.method().equals("Cluster.create")) {
        client.call("Cluster.destroy", made);
      }
      if (step.method().equals("pool.eject")) {
        rejoin(joined);
      }
      done.add(step.method());
    } catch (XapiException e) {
      seen = Optional.of(e.code());
      refused.add(step.method() + " " + e.code());
    }
    assertThat(seen).as(step.method() + ", " + (listed ? "listed" : "not listed")).isEqualTo(expected);
  }

  /** Some operations are asked for by HTTP alone. */
  private Object call(Step step) {
    var session = new LinkedHashMap<>(Map.of("session_id", client.session()));
    return switch (step.method()) {
      case "GET /updates" -> client.host().http().get("/updates", session);
      case "PUT /bundle" -> client.host().http().put("/bundle", session, new ByteArrayInputStream(new byte[1]));
      case String method -> client.call(method, step.arguments());
    };
  }

  /** What is in the way of something listed: lists do not look at all that a call looks at. */
  private Optional<String> obstacle(Step step) {
    var host = step.type().equals("host") ? step.ref() : slave();
    boolean off = lab.host(number(host)).power().state() == Power.State.OFF;
    boolean enabled = client.get("host", host, "enabled").equals(true);
    return switch (step.operation()) {
      case "vm_start", "vm_resume", "vm_migrate" -> off ? Optional.of("HOST_NOT_LIVE") : enabled ? Optional.empty() : Optional.of("HOST_DISABLED");
      case "enable" -> off ? Optional.of("HOST_OFFLINE") : dutiful(host) ? Optional.empty() : Optional.of("HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY");
      case "reboot", "shutdown", "ha_enable" -> off ? Optional.of("HOST_OFFLINE") : Optional.empty();
      case "eject" -> off ? Optional.of("HOST_OFFLINE") : available() ? Optional.of("HA_IS_ENABLED") : Optional.empty();
      case "sync_updates" -> offered().isEmpty() ? Optional.of("NO_REPOSITORY_ENABLED") : offered().get().equals(bundle) ? Optional.of("CAN_NOT_SYNC_UPDATES") : unread();
      case "sync_bundle" -> offered().filter(bundle::equals).isEmpty() ? Optional.of("BUNDLE_REPO_NOT_ENABLED") : unread();
      case "get_updates" -> offered().isEmpty() ? Optional.of("NO_REPOSITORY_ENABLED") : isFetched() ? unread() : Optional.of("UPDATES_REQUIRE_SYNC");
      case "apply_updates" -> off ? Optional.of("HOST_OFFLINE") : available() ? Optional.of("HA_IS_ENABLED") : updating(host);
      case "designate_new_master" -> off ? Optional.of("HOST_OFFLINE") : available() ? Optional.of("HA_IS_ENABLED") : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** A host that is off does not say what it has. */
  private Optional<String> unread() {
    return lab.host(number(slave())).power().state() == Power.State.OFF ? Optional.of("GET_HOST_UPDATES_FAILED") : Optional.empty();
  }

  private boolean isFetched() {
    return offered().filter(found -> !client.text("Repository.get_hash", found).isEmpty()).isPresent();
  }

  /** What is in the way of an update of this host, which is up. */
  private Optional<String> updating(String host) {
    if (!client.refs("host.get_pending_guidances", host).isEmpty()) {
      return Optional.of("HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY");
    }
    if (offered().isEmpty()) {
      return Optional.of("NO_REPOSITORY_ENABLED");
    }
    return isFetched() ? Optional.empty() : Optional.of("UPDATEINFO_HASH_MISMATCH");
  }

  private boolean dutiful(String host) {
    return client.refs("host.get_pending_guidances", host).isEmpty();
  }

  /** The pool may be told to use a repository, or not. */
  private Optional<String> offered() {
    return client.refs("pool.get_repositories", pool).stream().findFirst();
  }

  /** Why the state of what is asked refuses an operation. */
  private String reason(Step step) {
    return switch (step.operation()) {
      case "reboot", "shutdown" -> "HOST_NOT_DISABLED";
      case "power_on" -> live(step.ref()) ? "HOST_IS_LIVE" : "HOST_POWER_ON_MODE_DISABLED";
      case "ha_enable", "tls_verification_enable" -> "HA_IS_ENABLED";
      case "ha_disable" -> "HA_NOT_ENABLED";
      case "cluster_create" -> "INCOMPATIBLE_CLUSTER_STACK_ACTIVE";
      default -> "nothing that is known to be refused by a list: " + step.operation();
    };
  }

  private boolean live(String host) {
    return client.get("host_metrics", (String) client.get("host", host, "metrics"), "live").equals(true);
  }
}
