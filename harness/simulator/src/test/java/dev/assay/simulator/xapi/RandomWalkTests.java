package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.AssayException;
import dev.assay.core.time.Chance;
import dev.assay.xapi.XapiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.testng.annotations.Test;

public class RandomWalkTests extends XapiFixture {

  private static final int STEPS = 300;
  private static final List<String> OPERATIONS = List.of(
      "start", "clean_shutdown", "hard_shutdown", "clean_reboot", "hard_reboot", "pause", "unpause", "suspend", "resume", "snapshot",
      "checkpoint", "clone", "pool_migrate");

  private final List<String> trace = new ArrayList<>();

  private Object perform(String operation, String vm, Chance chance) {
    return switch (operation) {
      case "start", "resume" -> client.call("VM." + operation, vm, false, false);
      case "snapshot", "checkpoint" -> client.call("VM." + operation, vm, operation);
      case "clone" -> client.call("VM.destroy", client.call("VM.clone", vm, "clone"));
      case "pool_migrate" -> client.call("VM.pool_migrate", vm, chance.pick(client.refs("host.get_all")), Values.map());
      default -> client.call("VM." + operation, vm);
    };
  }

  private void walk(long seed, Consumer<String> afterEach) {
    lab = new XapiLab(seed, 2);
    lab.time.run("walk", () -> {
      client = lab.install(1);
      lab.install(2).call("pool.join", XapiLab.address(1), "root", XapiLab.PASSWORD);
      var pool = client.refs("pool.get_all").getFirst();
      var sr = client.createNfs("nfs", "/vol1");
      client.call("pool.set_default_SR", pool, sr);
      client.call("pool.set_suspend_image_SR", pool, sr);
      var vms = List.of(client.createVm("a"), client.createVm("b"), client.createVm("c"));
      var chance = Chance.seeded(seed);
      for (int step = 0; step < STEPS; step++) {
        step(chance.pick(vms), chance.pick(OPERATIONS), chance);
        vms.forEach(afterEach);
      }
      return "";
    });
  }

  @SuppressWarnings("unchecked")
  private void step(String vm, String operation, Chance chance) {
    boolean allowed = ((List<Object>) client.get("VM", vm, "allowed_operations")).contains(operation);
    try {
      perform(operation, vm, chance);
      trace.add(operation + " done");
      assertThat(allowed).as(operation + " succeeded").isTrue();
    } catch (XapiException e) {
      trace.add(operation + " " + e.code());
      assertThat(allowed).as(operation + " was refused: " + e.getMessage()).isFalse();
    }
    lab.time.sleep(java.time.Duration.ofSeconds(chance.below(60)));
  }

  @Test
  public void whatIsListedSucceedsAndWhatIsNotIsRefused() {
    walk(7, vm -> {});
    assertThat(trace).hasSizeGreaterThanOrEqualTo(STEPS).anyMatch(step -> step.endsWith("done")).anyMatch(step -> step.contains("VM_BAD_POWER_STATE"));
  }

  @Test
  public void aVmIsOnOneHostAtMostAndMemoryIsAccountedFor() {
    walk(8, vm -> {
      var uuid = (String) client.get("VM", vm, "uuid");
      long domains = domains(1, uuid) + domains(2, uuid);
      var state = client.get("VM", vm, "power_state");
      assertThat(domains).as("domains of " + vm + " which is " + state).isEqualTo(state.equals("Running") || state.equals("Paused") ? 1 : 0);
    });
    inside(() -> {
      client.refs("VM.get_all").stream().filter(vm -> List.of("Running", "Paused").contains(client.get("VM", vm, "power_state")))
          .filter(vm -> client.get("VM", vm, "is_control_domain").equals(false))
          .forEach(vm -> client.call("VM.hard_shutdown", vm));
      var free = client.refs("host.get_all").stream().map(host -> client.call("host.compute_free_memory", host)).distinct().toList();
      assertThat(free).as("free memory of hosts alike and empty").hasSize(1);
    });
  }

  private long domains(int host, String uuid) {
    try (var shell = lab.host(host).shell("root", XapiLab.PASSWORD)) {
      return shell.run(java.time.Duration.ofMinutes(1), List.of("xl", "list")).output().lines().filter(line -> line.contains(uuid)).count();
    } catch (AssayException.Lab e) {
      throw new AssertionError(e);
    }
  }

  @Test
  public void theSameSeedGivesTheSameHistory() {
    Function<Long, String> hash = seed -> {
      walk(seed, vm -> {});
      return lab.historyHash();
    };
    assertThat(hash.apply(9L)).isEqualTo(hash.apply(9L)).isNotEqualTo(hash.apply(10L));
  }
}
