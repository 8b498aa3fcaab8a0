package dev.assay.xapi.client;

import static dev.assay.xapi.wire.Wire.map;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.VirtualTime;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PowerState;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.model.XapiRecord;
import dev.assay.xapi.table.ApiTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class EventTests {

  private static final ApiTable TABLE = ApiTable.load();
  private static final VmRef VM = new VmRef("OpaqueRef:vm");

  private VirtualTime time;
  private TestingTransport server;

  @BeforeMethod
  void start() {
    time = VirtualTime.startingAt(Instant.EPOCH);
    server = new TestingTransport().answering("VM.get_record", map("power_state", "Halted"));
  }

  @AfterMethod
  void end() {
    time.close();
  }

  private static LinkedHashMap<String, Object> event(String operation, Object... fields) {
    var event = map("id", "81", "timestamp", "0.0", "class", "vm", "operation", operation, "ref", VM.value());
    if (fields.length > 0) {
      event.put("snapshot", map(fields));
    }
    return event;
  }

  private static LinkedHashMap<String, Object> batch(String token, Object... events) {
    return map("events", List.of(events), "valid_ref_counts", map("vm", 1L), "token", token);
  }

  /** The server holds each call for its whole time-out and then answers as told. */
  private void serverAnswers(Object... batches) {
    var remaining = new ArrayDeque<>(List.of(batches));
    server.answering("event.from", parameters -> {
      time.sleep(Duration.ofMillis(Math.round((Double) parameters.get(3) * 1000)));
      return remaining.size() == 1 ? remaining.peek() : remaining.poll();
    });
  }

  private <T> T inSession(Function<XapiSession, T> body) {
    return time.run("test", () -> body.apply(XapiClient.of(TABLE, time).login(server, "root", "secret")));
  }

  private static boolean runs(XapiRecord vm) {
    return vm.get(VmFields.POWER_STATE) == PowerState.RUNNING;
  }

  @Test
  void aBatchIsTyped() {
    serverAnswers(batch("t2", event("mod", "power_state", "Running"), event("del")));

    var batch = inSession(session -> session.events(List.of("vm"), "t1", ofSeconds(5)));

    assertThat(batch.token()).isEqualTo("t2");
    assertThat(batch.validRefCounts()).containsEntry("vm", 1L);
    assertThat(batch.events()).extracting(XapiEvent::operation).containsExactly(XapiEvent.Operation.MODIFIED, XapiEvent.Operation.DELETED);
    assertThat(batch.events().getFirst().ref(VmRef.KIND)).contains(VM);
    assertThat(batch.events().getFirst().ref(HostRef.KIND)).isEmpty();
    assertThat(batch.events().getLast().snapshot()).isEmpty();
    assertThat(server.calls.getLast().parameters()).isEqualTo(List.of("OpaqueRef:session-1", List.of("vm"), "t1", 5.0));
  }

  @Test
  void unknownOperationsAndClassesAreTolerated() {
    var strange = map("id", 3L, "class", "hologram", "operation", "blink", "ref", "OpaqueRef:h", "snapshot", map("a", "b"));
    serverAnswers(batch("t", strange));

    var event = inSession(session -> session.events(List.of("*"), "", ofSeconds(1))).events().getFirst();

    assertThat(event.className()).isEqualTo("hologram");
    assertThat(event.operation()).isEqualTo(XapiEvent.Operation.UNRECOGNIZED);
  }

  @Test
  void anAnswerThatIsNoBatchIsTheServersFault() {
    server.answering("event.from", "soon");

    assertThatThrownBy(() -> inSession(session -> session.events(List.of("*"), "", ofSeconds(1)))).isInstanceOf(AssayException.Product.class);
  }

  @Test
  void waitingEndsAtOnceWhenTheObjectIsThereAlready() {
    server.answering("VM.get_record", map("power_state", "Running"));

    inSession(session -> session.await(VM, "vm runs", EventTests::runs, ofMinutes(1)));

    assertThat(server.methods()).doesNotContain("event.from");
  }

  @Test
  void waitingFollowsEventsFromTokenToToken() {
    serverAnswers(batch("t1", event("mod", "power_state", "Halted")), batch("t2"), batch("t3", event("mod", "power_state", "Running")));

    var record = inSession(session -> session.await(VM, "vm runs", EventTests::runs, ofMinutes(5)));

    assertThat(runs(record)).isTrue();
    assertThat(server.calls.stream().filter(call -> call.method().equals("event.from")).map(call -> call.parameters().get(2)))
        .containsExactly("", "t1", "t2");
  }

  @Test
  void waitingForWhatNeverComesTimesOut() {
    serverAnswers(batch("t"));

    assertThatThrownBy(() -> inSession(session -> session.await(VM, "vm runs", EventTests::runs, ofMinutes(5))))
        .isInstanceOf(AssayException.TimedOut.class).hasMessageContaining("waiting 5m until vm runs");
    assertThat(time.now()).isEqualTo(Instant.EPOCH.plusSeconds(300));
  }

  @Test
  void waitingForAnObjectThatIsDestroyedEndsAtOnce() {
    serverAnswers(batch("t", event("del")));

    assertThatThrownBy(() -> inSession(session -> session.await(VM, "vm runs", EventTests::runs, ofMinutes(5))))
        .isInstanceOf(AssayException.Product.class).hasMessageContaining("destroyed");
  }
}
