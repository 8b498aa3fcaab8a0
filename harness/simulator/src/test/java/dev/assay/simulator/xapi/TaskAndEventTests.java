package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.time.Await;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class TaskAndEventTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private SequencedMap<String, Object> ended(String task) {
    Await.on(lab.time).until("task ends", () -> !client.get("task", task, "status").equals("pending")).within(Duration.ofHours(3));
    return client.map("task.get_record", task);
  }

  @SuppressWarnings("unchecked")
  private static List<SequencedMap<String, Object>> eventsOf(SequencedMap<String, Object> batch) {
    return (List<SequencedMap<String, Object>>) batch.get("events");
  }

  @Test
  public void anAsyncCallsTaskCarriesItsResult() {
    inside(() -> {
      var task = ended(client.text("Async.VM.clone", client.only("VM", "Debian Bookworm 12"), "copy"));
      assertThat(task).containsEntry("status", "success").containsEntry("name_label", "Async.VM.clone").containsEntry("progress", 1.0);
      assertThat(task).containsEntry("result", "<value>" + client.only("VM", "copy") + "</value>");
    });
  }

  @Test
  public void anAsyncCallsRefusalArrivesOnItsTask() {
    inside(() -> {
      var vm = client.createVm("a");
      var task = ended(client.text("Async.VM.pause", vm));
      assertThat(task).containsEntry("status", "failure").containsEntry("error_info", List.of("VM_BAD_POWER_STATE", vm, "running", "halted"));
    });
  }

  @Test
  public void aFinishedTaskIsForgottenAfterAnHour() {
    inside(() -> {
      var task = client.text("Async.VM.clone", client.only("VM", "Debian Bookworm 12"), "copy");
      ended(task);
      lab.time.sleep(Duration.ofMinutes(66));
      assertRefused(() -> client.call("task.get_record", task), "HANDLE_INVALID", "task", task);
    });
  }

  @Test
  public void aCancelledCopyLeavesNothingBehind() {
    inside(() -> {
      var vm = client.createVm("a");
      var disks = client.refs("VDI.get_all").size();
      var vms = client.refs("VM.get_all").size();
      var task = client.text("Async.VM.copy", vm, "b", Refs.NULL);
      lab.time.sleep(Duration.ofMillis(20));
      client.call("task.cancel", task);
      assertThat(ended(task)).containsEntry("status", "cancelled").containsEntry("error_info", List.of("TASK_CANCELLED", task));
      assertThat(client.refs("VDI.get_all")).hasSize(disks);
      assertThat(client.refs("VM.get_all")).hasSize(vms);
      assertThat(client.map("VM.get_current_operations", vm)).isEmpty();
    });
  }

  @Test
  public void aCancelledSuspensionLeavesTheGuestRunning() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      var disks = client.refs("VDI.get_all").size();
      var task = client.text("Async.VM.suspend", vm);
      lab.time.sleep(Duration.ofMillis(50));
      client.call("task.cancel", task);
      assertThat(ended(task)).containsEntry("status", "cancelled").containsEntry("error_info", List.of("TASK_CANCELLED", task));
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      assertThat(client.refs("VDI.get_all")).hasSize(disks);
    });
  }

  private SequencedMap<String, Object> cancelled(String method, Object... arguments) {
    var task = client.text("Async." + method, arguments);
    lab.time.sleep(Duration.ofMillis(20));
    client.call("task.cancel", task);
    return ended(task);
  }

  @Test
  public void aCancelledStartLeavesTheVmHaltedAndItsMemoryFree() {
    inside(() -> {
      var vm = client.createVm("a");
      var free = client.call("host.compute_free_memory", client.thisHost());
      assertThat(cancelled("VM.start", vm, false, false)).containsEntry("status", "cancelled");
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
      assertThat(client.call("host.compute_free_memory", client.thisHost())).isEqualTo(free);
      client.call("VM.start", vm, false, false);
    });
  }

  @Test
  public void aCancelledResumptionLeavesTheVmSuspended() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      client.call("VM.suspend", vm);
      var free = client.call("host.compute_free_memory", client.thisHost());
      assertThat(cancelled("VM.resume", vm, false, false)).containsEntry("status", "cancelled");
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Suspended");
      assertThat(client.call("host.compute_free_memory", client.thisHost())).isEqualTo(free);
      client.call("VM.resume", vm, false, false);
    });
  }

  @Test
  public void aHardRebootCannotBeCancelled() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      assertThat(cancelled("VM.hard_reboot", vm)).containsEntry("status", "success");
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
      lab.awaitAgent(client, vm);
    });
  }

  @Test
  public void aCancelledSnapshotLeavesNothingBehind() {
    inside(() -> {
      var vm = client.startVm("a");
      lab.awaitAgent(client, vm);
      var disks = client.refs("VDI.get_all").size();
      assertThat(cancelled("VM.snapshot", vm, "s")).containsEntry("status", "cancelled");
      assertThat(cancelled("VM.checkpoint", vm, "c")).containsEntry("status", "cancelled");
      assertThat(client.refs("VM.get_snapshots", vm)).isEmpty();
      assertThat(client.refs("VDI.get_all")).hasSize(disks);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Running");
    });
  }

  @Test
  public void cancellingAFinishedTaskSucceeds() {
    inside(() -> {
      var task = client.text("Async.VM.clone", client.only("VM", "Debian Bookworm 12"), "copy");
      ended(task);
      client.call("task.cancel", task);
      assertThat(client.get("task", task, "status")).isEqualTo("success");
    });
  }

  @Test
  public void aTaskAllowsCancellingOnlyWhileThatHelps() {
    inside(() -> {
      var vm = client.createVm("a");
      var copy = client.text("Async.VM.copy", vm, "b", Refs.NULL);
      lab.time.sleep(Duration.ofMillis(20));
      assertThat(client.map("task.get_record", copy))
          .containsEntry("name_label", "Async.VM.copy").containsEntry("status", "pending").containsEntry("allowed_operations", List.of("cancel"))
          .containsEntry("current_operations", Values.map()).containsEntry("result", "").containsEntry("subtask_of", Refs.NULL);
      assertThat(ended(copy)).containsEntry("status", "success").containsEntry("progress", 1.0).containsEntry("allowed_operations", List.of());
      var scan = client.text("Async.SR.scan", client.createNfs("nfs", "/vol1"));
      client.call("task.cancel", scan);
      assertThat(client.map("task.get_current_operations", scan)).containsValue("cancel");
      assertThat(ended(scan)).containsEntry("status", "success").containsEntry("result", "");
    });
  }

  @Test
  public void aPendingTaskIsForgottenWhenItIsOver() {
    inside(() -> {
      var task = client.text("Async.VM.copy", client.createVm("a"), "b", Refs.NULL);
      client.call("task.destroy", task);
      assertThat(client.map("task.get_current_operations", task)).isEqualTo(Values.map("task", "destroy"));
      lab.time.sleep(Duration.ofMinutes(5));
      assertRefused(() -> client.call("task.get_record", task), "HANDLE_INVALID", "task", task);
    });
  }

  @Test
  public void theOlderWayOfListeningTellsOfWhatWasRegisteredFor() {
    inside(() -> {
      var vm = client.createVm("a");
      assertRefused(() -> client.call("event.next"), "SESSION_NOT_REGISTERED", client.session());
      client.call("event.register", List.of("VM"));
      var waiting = lab.time.fork("next", () -> client.refs("event.next"));
      lab.time.sleep(Duration.ofMinutes(2));
      client.call("network.set_name_label", client.refs("network.get_all").getFirst(), "n");
      client.call("VM.set_name_label", vm, "b");
      List<?> told = waiting.join();
      assertThat(told).singleElement().asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsEntry("ref", vm).containsEntry("operation", "mod");
    });
  }

  @Test
  public void whoWaitsForEventsIsToldThatItsSessionIsOver() {
    inside(() -> {
      var token = (String) client.map("event.from", List.of("*"), "", 1.0).get("token");
      var other = lab.login(1);
      var waiting = lab.time.fork("watch", () -> {
        assertRefused(() -> other.call("event.from", List.of("vm"), token, 3600.0), "SESSION_INVALID", other.session());
        return true;
      });
      lab.time.sleep(Duration.ofSeconds(5));
      client.call("session.logout_subject_identifier", "nobody");
      other.call("session.logout");
      waiting.join();
    });
  }

  @Test
  public void clientsMayHaveTasksOfTheirOwn() {
    inside(() -> {
      var task = client.text("task.create", "mine", "for show");
      assertThat(client.get("task", task, "status")).isEqualTo("pending");
      client.call("task.destroy", task);
      assertThat(client.map("task.get_current_operations", task)).isEqualTo(Values.map("task", "destroy"));
    });
  }

  @Test
  public void eventsFromTheStartTellOfAllObjects() {
    inside(() -> {
      var batch = client.map("event.from", List.of("*"), "", 1.0);
      assertThat(eventsOf(batch)).extracting(event -> event.get("class")).contains("vm", "host", "pool", "sr").doesNotContain("session");
      assertThat(eventsOf(batch)).allSatisfy(event -> assertThat(event).containsEntry("operation", "add").containsKey("snapshot"));
      assertThat((String) batch.get("token")).matches("\\d{20},\\d{20}");
    });
  }

  @Test
  public void changesOfOneObjectComeAsOneEventWithItsLatestState() {
    inside(() -> {
      var vm = client.createVm("a");
      var token = (String) client.map("event.from", List.of("VM"), "", 1.0).get("token");
      client.call("VM.set_name_label", vm, "b");
      client.call("VM.set_name_label", vm, "c");
      var events = eventsOf(client.map("event.from", List.of("vm"), token, 1.0));
      assertThat(events).singleElement().satisfies(event -> {
        assertThat(event).containsEntry("operation", "mod").containsEntry("ref", vm);
        assertThat(event.get("snapshot")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsEntry("name_label", "c");
      });
    });
  }

  @Test
  public void aDeletedObjectsEventHasNoSnapshot() {
    inside(() -> {
      var vm = client.createVm("a");
      var token = (String) client.map("event.from", List.of("VM"), "", 1.0).get("token");
      client.call("VM.destroy", vm);
      assertThat(eventsOf(client.map("event.from", List.of("VM/" + vm), token, 1.0))).singleElement()
          .satisfies(event -> assertThat(event).containsEntry("operation", "del").doesNotContainKey("snapshot"));
    });
  }

  @Test
  public void waitingForEventsEndsAtTheChange() {
    inside(() -> {
      var vm = client.createVm("a");
      var token = (String) client.map("event.from", List.of("*"), "", 1.0).get("token");
      var start = lab.time.now();
      var waiting = lab.time.fork("watch", () -> client.map("event.from", List.of("vm"), token, 60.0));
      lab.time.sleep(Duration.ofSeconds(10));
      client.call("VM.set_name_label", vm, "b");
      assertThat(eventsOf(waiting.join())).hasSize(1);
      assertThat(lab.time.since(start)).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    });
  }

  @Test
  public void aTimeOutBringsNoEvents() {
    inside(() -> {
      var token = (String) client.map("event.from", List.of("*"), "", 1.0).get("token");
      assertThat(eventsOf(client.map("event.from", List.of("vm"), token, 5.0))).isEmpty();
    });
  }

  @Test
  public void garbageForATokenIsRefusedAndAnUnknownClassIsSilent() {
    inside(() -> {
      assertRefused(() -> client.call("event.from", List.of("*"), "nonsense", 1.0), "EVENT_FROM_TOKEN_PARSE_FAILURE", "nonsense");
      assertRefused(() -> client.call("event.from", List.of("*"), "1,x", 1.0), "EVENT_FROM_TOKEN_PARSE_FAILURE", "1,x");
      assertThat(eventsOf(client.map("event.from", List.of("a b"), "0,0", 1.0))).isEmpty();
    });
  }

  @Test
  public void anInjectedEventComesThrough() {
    inside(() -> {
      var pool = client.refs("pool.get_all").getFirst();
      var token = (String) client.map("event.from", List.of("*"), "", 1.0).get("token");
      var injected = client.text("event.inject", "pool", pool);
      var batch = client.map("event.from", List.of("pool"), token, 1.0);
      assertThat(eventsOf(batch)).extracting(event -> event.get("ref")).containsExactly(pool);
      assertThat((String) batch.get("token")).isGreaterThan(injected);
      assertThat(eventsOf(client.map("event.from", List.of("pool"), injected, 1.0))).hasSize(1);
    });
  }
}
