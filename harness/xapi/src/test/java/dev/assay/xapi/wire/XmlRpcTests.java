package dev.assay.xapi.wire;

import static dev.assay.xapi.wire.Wire.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import dev.assay.xapi.table.ApiType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.testng.annotations.Test;

class XmlRpcTests {

  private final XmlRpc xml = new XmlRpc(ApiTable.load());

  @Test
  void numbersAreBareStringsAndVoidIsAnEmptyOne() {
    assertThat(text(xml.encodeResult("VM.get_VCPUs_max", 4L))).isEqualTo("<?xml version=\"1.0\"?><methodResponse><params><param><value>"
        + "<struct><member><name>Status</name><value>Success</value></member><member><name>Value</name><value>4</value></member></struct>"
        + "</value></param></params></methodResponse>");
    assertThat(text(xml.encodeResult("VM.start", ""))).contains("<name>Value</name><value></value>");
  }

  @Test
  void datesAreWithoutDashes() {
    assertThat(text(xml.encodeResult("task.get_created", Instant.parse("2026-08-01T09:30:00Z"))))
        .contains("<dateTime.iso8601>20260801T09:30:00Z</dateTime.iso8601>");
  }

  @Test
  void onlyCountsOfReferencesAreRealIntegers() {
    assertThat(text(xml.encodeResult("event.from", map("events", List.of(), "valid_ref_counts", map("vm", 3L), "token", "t"))))
        .contains("<name>vm</name><value><i4>3</i4></value>");
  }

  @Test
  void readsWhatOtherClientsWrite() {
    var call = xml.decodeCall(bytes("""
        <?xml version='1.0'?>
        <methodCall>
          <methodName>VM.set_VCPUs_max</methodName>
          <params>
            <param><value><string>OpaqueRef:s</string></value></param>
            <param> <value>OpaqueRef:v</value> </param>
            <param><value><i4>4</i4></value></param>
          </params>
        </methodCall>"""));

    assertThat(call).isEqualTo(new WireCall("VM.set_VCPUs_max", List.of("OpaqueRef:s", "OpaqueRef:v", 4L)));
  }

  @Test
  void readsACallWithoutParameters() {
    assertThat(xml.decodeCall(bytes("<methodCall><methodName>system.listMethods</methodName></methodCall>")).parameters()).isEmpty();
    assertThat(xml.decodeCall(bytes("<methodCall><methodName>a.b</methodName><params/></methodCall>")).parameters()).isEmpty();
  }

  @Test
  void blanksInStringsAreKept() {
    var call = xml.encodeCall("VM.set_name_label", List.of("OpaqueRef:s", "OpaqueRef:v", "  two  \r\n "));

    assertThat(xml.decodeCall(call).parameters().get(2)).isEqualTo("  two  \r\n ");
  }

  @Test
  void anyAmountOfMarkupInStringsIsRead() {
    var console = "<&>".repeat(100_000);

    assertThat(xml.decodeAnswer("task.get_result", xml.encodeResult("task.get_result", console))).isEqualTo(console);
  }

  @Test
  void whatXmlCannotCarryIsReplacedRatherThanSent() {
    var call = xml.encodeCall("VM.set_name_label", List.of("OpaqueRef:s", "OpaqueRef:v", "a\u0000b"));

    assertThat(xml.decodeCall(call).parameters().get(2)).isEqualTo("a\uFFFDb");
  }

  @Test
  void aFaultSaysThatOurCallWasMalformed() {
    assertThatThrownBy(() -> xml.decodeAnswer("VM.start", bytes("<methodResponse><fault><value>bad</value></fault></methodResponse>")))
        .isInstanceOf(MalformedMessageException.class).hasMessageContaining("bad");
  }

  @Test
  void aFailureWithoutACodeIsMalformed() {
    assertThatThrownBy(() -> xml.decodeAnswer("VM.start", bytes("<methodResponse><params><param><value><struct><member><name>Status</name>"
        + "<value>Failure</value></member><member><name>ErrorDescription</name><value><array><data></data></array></value></member></struct>"
        + "</value></param></params></methodResponse>"))).isInstanceOf(MalformedMessageException.class).isNotInstanceOf(XapiException.class);
  }

  @Test
  void entitiesAreNotExpanded() {
    var bomb = "<!DOCTYPE a [<!ENTITY x \"boom\">]><methodCall><methodName>&x;</methodName></methodCall>";
    assertThatThrownBy(() -> xml.decodeCall(bytes(bomb))).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void externalFilesAreNotRead() {
    var leak = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><methodCall><methodName>a.b</methodName>"
        + "<params><param><value>&x;</value></param></params></methodCall>";
    assertThatThrownBy(() -> xml.decodeCall(bytes(leak))).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void aTasksResultIsAValueOrNothing() {
    assertThat(XmlRpc.encodeTaskResult("OpaqueRef:1")).isEqualTo("<value>OpaqueRef:1</value>");
    assertThat(XmlRpc.encodeTaskResult("")).isEmpty();
    assertThat(xml.decodeTaskResult(new ApiType.RefType("VM"), "<value>OpaqueRef:1</value>")).isEqualTo("OpaqueRef:1");
    assertThat(xml.decodeTaskResult(new ApiType.SetType(ApiType.INT), XmlRpc.encodeTaskResult(List.of(1L, 2L)))).isEqualTo(List.of(1L, 2L));
    assertThat(xml.decodeTaskResult(ApiType.VOID, "")).isEqualTo("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
