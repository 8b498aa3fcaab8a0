package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** Messages that the server leaves by itself when the power state of VMs changes, and how long such calls take. */
public class NotesTests extends XapiFixture {

  private record Row(String name, String body, String method, Object... arguments) {}

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private String lastNote() {
    var newest = client.map("message.get_since", java.time.Instant.EPOCH).values().iterator().next();
    var fields = (Map<?, ?>) newest;
    assertThat(fields.get("cls")).isEqualTo("VM");
    assertThat(fields.get("priority")).isEqualTo(5L);
    return fields.get("name") + ": " + fields.get("body");
  }

  @Test
  public void everyChangeOfThePowerStateLeavesAMessage() {
    inside(() -> {
      var host = client.thisHost();
      var there = " on host: " + client.get("host", host, "name_label") + " (uuid: " + client.get("host", host, "uuid") + ")";
      var vm = client.startVm("noted");
      assertThat(lastNote()).isEqualTo("VM_STARTED: VM 'noted' started" + there);
      lab.awaitAgent(client, vm);
      for (var row : List.of(
          new Row("VM_REBOOTED", "rebooted cleanly", "VM.clean_reboot", vm),
          new Row("VM_REBOOTED", "rebooted forcibly", "VM.hard_reboot", vm),
          new Row("VM_SHUTDOWN", "shutdown forcibly", "VM.hard_shutdown", vm),
          new Row("VM_STARTED", "started" + there, "VM.start_on", vm, host, false, false))) {
        expect(row);
      }
      lab.awaitAgent(client, vm);
      for (var row : List.of(
          new Row("VM_SUSPENDED", "suspended", "VM.suspend", vm),
          new Row("VM_RESUMED", "resumed" + there, "VM.resume", vm, false, false),
          new Row("VM_SUSPENDED", "suspended", "VM.suspend", vm),
          new Row("VM_RESUMED", "resumed" + there, "VM.resume_on", vm, host, false, false),
          new Row("VM_SHUTDOWN", "shutdown", "VM.clean_shutdown", vm),
          new Row("VM_STARTED", "started" + there, "VM.start", vm, true, false),
          new Row("VM_SHUTDOWN", "shutdown", "VM.shutdown", vm))) {
        expect(row);
      }
    });
  }

  private void expect(Row row) {
    client.call(row.method(), row.arguments());
    assertThat(lastNote()).as(row.method()).isEqualTo(row.name() + ": VM 'noted' " + row.body());
  }

  @Test
  public void aRefusedChangeLeavesNone() {
    inside(() -> {
      var vm = client.createVm("noted");
      XapiLab.assertRefused(() -> client.call("VM.hard_reboot", vm), "VM_BAD_POWER_STATE", vm, "paused, running", "halted");
      assertThat(client.refs("message.get_all")).isEmpty();
    });
  }

  @Test
  public void theOldestGoWhenThereAreTooMany() {
    inside(() -> {
      var vm = client.createVm("noted");
      var uuid = client.get("VM", vm, "uuid");
      var first = client.text("message.create", "FIRST", 5L, "VM", uuid, "");
      for (int i = 1; i < Notes.KEPT; i++) {
        client.call("message.create", "MORE", 5L, "VM", uuid, "");
      }
      assertThat(client.refs("message.get_all")).hasSize(Notes.KEPT).contains(first);
      client.call("VM.start", vm, false, false);
      assertThat(client.refs("message.get_all")).hasSize(Notes.KEPT).doesNotContain(first);
    });
  }

  @Test
  public void whoStartsOrStopsAVmWaitsAsLongAsTheVmSays() {
    inside(() -> {
      var vm = client.createVm("slow");
      client.call("VM.set_start_delay", vm, 600L);
      client.call("VM.set_shutdown_delay", vm, 900L);
      var begin = lab.time.now();
      client.call("VM.start", vm, false, false);
      assertThat(Duration.between(begin, lab.time.now())).isBetween(Duration.ofSeconds(600), Duration.ofSeconds(700));
      begin = lab.time.now();
      client.call("VM.hard_shutdown", vm);
      assertThat(Duration.between(begin, lab.time.now())).isBetween(Duration.ofSeconds(900), Duration.ofSeconds(960));
    });
  }
}
