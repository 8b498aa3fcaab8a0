package dev.assay.xapi.client;

import static dev.assay.xapi.wire.Wire.map;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.VirtualTime;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.table.ApiTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class TaskTests {

  private static final ApiTable TABLE = ApiTable.load();
  private static final VmRef VM = new VmRef("OpaqueRef:vm");

  private VirtualTime time;
  private TestingTransport server;

  @BeforeMethod
  void start() {
    time = VirtualTime.startingAt(Instant.EPOCH);
    server = new TestingTransport().answering("Async.VM.clone", "OpaqueRef:task").answering("task.destroy", "")
        .answering("task.cancel", "").answering("task.get_progress", 0.5);
  }

  @AfterMethod
  void end() {
    time.close();
  }

  /** The task is pending for this long and then as the record says. */
  private void taskEndsAfter(Duration duration, String status, String result, List<String> error) {
    var end = time.now().plus(duration);
    server.answering("task.get_status", _ -> time.now().isBefore(end) ? "pending" : status)
        .answering("task.get_record", map("status", status, "result", result, "error_info", error));
  }

  private <T> T inSession(Function<XapiSession, T> body) {
    return time.run("test", () -> body.apply(XapiClient.of(TABLE, time).login(server, "root", "secret")));
  }

  @Test
  void aTaskThatSucceedsGivesItsResult() {
    taskEndsAfter(ofSeconds(90), "success", "<value>OpaqueRef:clone</value>", List.of());

    var clone = inSession(session -> session.runFor(VmRef.KIND, ofMinutes(2), "VM.clone", VM, "copy"));

    assertThat(clone).isEqualTo(new VmRef("OpaqueRef:clone"));
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(90));
    assertThat(server.methods()).endsWith("task.destroy");
  }

  @Test
  void aTaskThatFailsThrowsTheServersErrorAndLeavesNothingBehind() {
    taskEndsAfter(ofSeconds(1), "failure", "", List.of("SR_FULL", "10", "5"));

    assertThatThrownBy(() -> inSession(session -> session.run(ofMinutes(2), "VM.clone", VM, "copy")))
        .isInstanceOfSatisfying(XapiException.class, error -> {
          assertThat(error.code()).isEqualTo("SR_FULL");
          assertThat(error.parameters()).containsExactly("10", "5");
        });
    assertThat(server.methods()).endsWith("task.destroy");
  }

  @Test
  void aTaskThatIsCancelledThrowsThat() {
    taskEndsAfter(ofSeconds(1), "cancelled", "", List.of());

    assertThatThrownBy(() -> inSession(session -> session.start("VM.clone", VM, "copy").await(ofMinutes(1))))
        .hasMessage("TASK_CANCELLED [OpaqueRef:task]");
  }

  @Test
  void aTaskThatNeverEndsTimesOutAndIsAskedToCancel() {
    taskEndsAfter(ofMinutes(1000), "success", "", List.of());

    assertThatThrownBy(() -> inSession(session -> session.run(ofMinutes(2), "VM.clone", VM, "copy")))
        .isInstanceOf(AssayException.TimedOut.class).hasMessageContaining("VM.clone ends").hasMessageContaining("pending at 50 %");
    assertThat(server.methods()).endsWith("task.cancel");
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(120));
  }

  @Test
  void aFailureWhileCleaningUpDoesNotHideTheFirst() {
    taskEndsAfter(ofSeconds(1), "failure", "", List.of("SR_FULL"));
    server.answering("task.destroy", XapiException.of("HANDLE_INVALID", "task", "OpaqueRef:task"));

    assertThatThrownBy(() -> inSession(session -> session.run(ofMinutes(2), "VM.clone", VM, "copy")))
        .hasMessage("SR_FULL").satisfies(error -> assertThat(error.getSuppressed()).hasSize(1));
  }

  @Test
  void progressCanBeRead() {
    Double progress = inSession(session -> session.start("VM.clone", VM, "copy").progress());

    assertThat(progress).isEqualTo(0.5);
  }
}
