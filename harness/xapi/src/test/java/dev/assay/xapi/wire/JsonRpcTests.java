package dev.assay.xapi.wire;

import static dev.assay.xapi.wire.Wire.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.Test;

class JsonRpcTests {

  private static final XapiException ERROR = XapiException.of("HANDLE_INVALID", "VM", "OpaqueRef:x");

  private final JsonRpc json = new JsonRpc(ApiTable.load());

  @Test
  void answersInTheFormOfTheCall() {
    var two = json.decodeCall(bytes("{\"jsonrpc\":\"2.0\",\"method\":\"VM.start\",\"params\":[],\"id\":\"a\"}"));
    var one = json.decodeCall(bytes("{\"method\":\"VM.start\",\"params\":[],\"id\":7}"));

    assertThat(text(json.encodeResult(two, ""))).isEqualTo("{\"jsonrpc\":\"2.0\",\"result\":\"\",\"id\":\"a\"}");
    assertThat(text(json.encodeResult(one, ""))).isEqualTo("{\"result\":\"\",\"error\":null,\"id\":7}");
    assertThat(text(json.encodeError(two, ERROR)))
        .isEqualTo("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":1,\"message\":\"HANDLE_INVALID\",\"data\":[\"VM\",\"OpaqueRef:x\"]},\"id\":\"a\"}");
    assertThat(text(json.encodeError(one, ERROR))).isEqualTo("{\"result\":null,\"error\":[\"HANDLE_INVALID\",\"VM\",\"OpaqueRef:x\"],\"id\":7}");
  }

  @Test
  void aCallMayHaveNeitherIdNorParameters() {
    var call = json.decodeCall(bytes("{\"jsonrpc\":\"2.0\",\"method\":\"system.listMethods\"}"));

    assertThat(call.call()).isEqualTo(new WireCall("system.listMethods", List.of()));
    assertThat(call.id()).isEmpty();
  }

  @Test
  void aCallWithAWrongParameterIsStillKnownByItsId() {
    var call = json.decodeCall(bytes("{\"method\":\"VM.start\",\"params\":[\"s\",\"v\",\"maybe\",false],\"id\":7}"));

    assertThat(call.id()).contains(7L);
    assertThatThrownBy(call::call).hasMessage("FIELD_TYPE_ERROR [start_paused]");
  }

  @Test
  void bareInfinityIsReadAndWritten() {
    var answer = bytes("{\"jsonrpc\":\"2.0\",\"result\":[{\"name_label\":\"x\",\"min\":-Infinity,\"max\":Infinity,\"value\":0}],\"id\":1}");

    assertThat(json.decodeAnswer("host.get_data_sources", answer))
        .isEqualTo(List.of(map("name_label", "x", "min", Double.NEGATIVE_INFINITY, "max", Double.POSITIVE_INFINITY, "value", 0.0)));
    var call = new JsonRpc.Call(new WireCall("m", List.of()), JsonRpc.Version.TWO, Optional.of(1L));
    assertThat(text(json.encodeResult(call, Double.POSITIVE_INFINITY))).contains("\"result\":Infinity");
  }

  @Test
  void datesAreStringsThatTheTableTypes() {
    assertThat(json.decodeAnswer("task.get_created", bytes("{\"result\":\"20260801T09:30:00Z\",\"error\":null,\"id\":1}")))
        .isEqualTo(Instant.parse("2026-08-01T09:30:00Z"));
  }

  @Test
  void membersThatAreNullAreLeftOut() {
    assertThat(json.decodeAnswer("SR.get_record", bytes("{\"result\":{\"uuid\":\"u\",\"newer\":null},\"id\":1}"))).isEqualTo(map("uuid", "u"));
  }

  @Test
  void namedParametersAreRefused() {
    assertThatThrownBy(() -> json.decodeCall(bytes("{\"method\":\"VM.start\",\"params\":{\"vm\":\"x\"}}")))
        .isInstanceOf(MalformedMessageException.class).hasMessageContaining("no array");
  }

  @Test
  void anAnswerWithNeitherResultNorErrorIsMalformed() {
    assertThatThrownBy(() -> json.decodeAnswer("VM.start", bytes("{\"id\":1}"))).isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> json.decodeAnswer("VM.start", bytes("{\"error\":7}"))).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void numbersBeyondSixtyFourBitsAreMalformed() {
    assertThatThrownBy(() -> json.decodeAnswer("VM.get_VCPUs_max", bytes("{\"result\":99999999999999999999}")))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
