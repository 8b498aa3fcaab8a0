package dev.assay.xapi.wire;

import static dev.assay.xapi.wire.Wire.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.core.time.Chance;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiField;
import dev.assay.xapi.table.ApiTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What every codec must do, whatever its bytes look like. */
class CodecTests {

  private static final ApiTable TABLE = ApiTable.load();
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  @DataProvider
  Object[] codecs() {
    return new Object[] {Codec.xml(TABLE), Codec.json(TABLE, JsonRpc.Version.ONE), Codec.json(TABLE, JsonRpc.Version.TWO)};
  }

  @Test(dataProvider = "codecs")
  void aCallComesOutAsItWentIn(Codec codec) {
    var parameters = List.<Object>of("OpaqueRef:s", "OpaqueRef:v", false, true);

    assertThat(codec.readCall(codec.call("Async.VM.start", parameters))).isEqualTo(new WireCall("Async.VM.start", parameters));
  }

  @Test(dataProvider = "codecs")
  void aRecordOfEveryClassComesBackTypeByType(Codec codec) {
    assertThat(TABLE.classes()).filteredOn(type -> type.message("get_record").isPresent()).hasSizeGreaterThan(55).allSatisfy(type -> {
      var sent = new LinkedHashMap<String, Object>();
      type.fields().values().forEach((ApiField field) -> sent.put(field.name(), field.initialValue()));
      var method = type.name() + ".get_record";

      assertThat(codec.readAnswer(method, codec.result(method, sent))).isEqualTo(sent);
    });
  }

  @Test(dataProvider = "codecs")
  void everyKindOfValueComesBack(Codec codec) {
    var record = map("name_label", "a < b & \"c\" \u00e9\n", "memory_target", -1L, "VCPUs_max", 1L << 40, "is_a_template", true,
        "snapshot_time", NOON, "other_config", map("k", "", "", "v"), "snapshots", List.of("OpaqueRef:1", "OpaqueRef:2"));

    assertThat(codec.readAnswer("VM.get_record", codec.result("VM.get_record", record))).isEqualTo(record);
  }

  @Test(dataProvider = "codecs")
  void infinitiesAndWhatIsNoNumberComeBack(Codec codec) {
    for (double number : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 0.1, -1e300}) {
      assertThat(codec.readAnswer("task.get_progress", codec.result("task.get_progress", number))).isEqualTo(number);
    }
  }

  @Test(dataProvider = "codecs")
  void voidIsTheEmptyString(Codec codec) {
    assertThat(codec.readAnswer("VM.start", codec.result("VM.start", ""))).isEqualTo("");
  }

  @Test(dataProvider = "codecs")
  void aRefusalKeepsItsCodeAndParameters(Codec codec) {
    var sent = XapiException.of("VM_BAD_POWER_STATE", "OpaqueRef:v", "halted", "running");

    var error = catchThrowableOfType(XapiException.class, () -> codec.readAnswer("VM.start", codec.error(sent)));

    assertThat(error.code()).isEqualTo("VM_BAD_POWER_STATE");
    assertThat(error.parameters()).containsExactly("OpaqueRef:v", "halted", "running");
  }

  @Test(dataProvider = "codecs")
  void fieldsAndEnumWordsOfNewerServersAreKept(Codec codec) {
    var record = map("power_state", "Hibernating", "added_in_2030", "x");

    assertThat(codec.readAnswer("VM.get_record", codec.result("VM.get_record", record))).isEqualTo(record);
  }

  @Test(dataProvider = "codecs")
  void snapshotsInEventsAreTypedByTheirClass(Codec codec) {
    var snapshot = map("uuid", "u", "start_time", NOON, "VCPUs_number", 2L);
    var event = map("id", "81", "timestamp", "0.0", "class", "vm_metrics", "operation", "mod", "ref", "OpaqueRef:m", "snapshot", snapshot);
    var batch = map("events", List.of(event), "valid_ref_counts", map("vm", 3L), "token", "00000000000000000145,00000000000000000000");

    assertThat(codec.readAnswer("event.from", codec.result("event.from", batch))).isEqualTo(batch);
  }

  @Test(dataProvider = "codecs")
  void mapsOfRecordsAreTypedInside(Codec codec) {
    var records = map("OpaqueRef:1", map("memory_total", 64L), "OpaqueRef:2", map("memory_total", 0L));

    assertThat(codec.readAnswer("host_metrics.get_all_records", codec.result("host_metrics.get_all_records", records))).isEqualTo(records);
  }

  @Test(dataProvider = "codecs")
  void theListOfMethodsComesBack(Codec codec) {
    var methods = List.of("VM.start", "VM.clone");

    assertThat(codec.readAnswer("system.listMethods", codec.result("system.listMethods", methods))).isEqualTo(methods);
  }

  @Test(dataProvider = "codecs")
  void theServerNamesTheParameterOfAWrongType(Codec codec) {
    var body = codec.call("VM.start", List.of("OpaqueRef:s", "OpaqueRef:v", "maybe", false));

    assertThatThrownBy(() -> codec.readCall(body)).hasMessage("FIELD_TYPE_ERROR [start_paused]");
  }

  @Test(dataProvider = "codecs")
  void theServerLeavesUnknownMethodsAndSurplusParametersToTheDispatcher(Codec codec) {
    assertThat(codec.readCall(codec.call("VM.fly", List.of("OpaqueRef:s"))).method()).isEqualTo("VM.fly");
    assertThat(codec.readCall(codec.call("session.logout", List.of("OpaqueRef:s", "more"))).parameters()).hasSize(2);
  }

  @Test(dataProvider = "codecs")
  void anAnswerOfAnotherTypeIsMalformed(Codec codec) {
    var body = codec.result("VM.get_VCPUs_max", "many");

    assertThatThrownBy(() -> codec.readAnswer("VM.get_VCPUs_max", body)).isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("VM.get_VCPUs_max").hasMessageContaining("many");
  }

  @Test(dataProvider = "codecs")
  void garbageIsMalformedOnBothSides(Codec codec) {
    for (var garbage : List.of("", "<html>502 Bad Gateway</html>", "{", "[]", "null", "{\"result\":", "<methodResponse><params>")) {
      var body = garbage.getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> codec.readCall(body)).isInstanceOf(MalformedMessageException.class);
      assertThatThrownBy(() -> codec.readAnswer("VM.start", body)).isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test(dataProvider = "codecs")
  void anAnswerCutAnywhereIsMalformed(Codec codec) {
    byte[] whole = codec.result("VM.get_record", map("name_label", "x", "VBDs", List.of("OpaqueRef:1"), "memory_target", 1L));

    for (int length = 0; length < whole.length - 1; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.readAnswer("VM.get_record", cut)).as("cut at %d", length)
          .isInstanceOfAny(MalformedMessageException.class);
    }
  }

  @Test(dataProvider = "codecs")
  void damagedBytesAreReadOrMalformedAndNothingElse(Codec codec) {
    var chance = Chance.seeded(7);
    byte[] call = codec.call("VM.migrate_send", List.of("OpaqueRef:s", "OpaqueRef:v", map("k", "v"), true, map(), map(), map()));
    byte[] answer = codec.result("VM.get_record", map("name_label", "x", "VBDs", List.of("OpaqueRef:1"), "start_time", NOON, "domid", 1L));

    for (int i = 0; i < 3000; i++) {
      byte[] damagedCall = damaged(call, chance);
      byte[] damagedAnswer = damaged(answer, chance);
      assertThat(readOrRefused(() -> codec.readCall(damagedCall))).as(new String(damagedCall, StandardCharsets.UTF_8)).isTrue();
      assertThat(readOrRefused(() -> codec.readAnswer("VM.get_record", damagedAnswer)))
          .as(new String(damagedAnswer, StandardCharsets.UTF_8)).isTrue();
    }
  }

  private static byte[] damaged(byte[] whole, Chance chance) {
    byte[] damaged = whole.clone();
    for (int i = 0; i <= chance.below(3); i++) {
      damaged[chance.below(damaged.length)] = (byte) (chance.withProbability(0.5) ? whole[chance.below(whole.length)] : chance.below(256));
    }
    return damaged;
  }

  private static boolean readOrRefused(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (MalformedMessageException | XapiException e) {
      return true;
    } catch (RuntimeException | StackOverflowError e) {
      return false;
    }
  }

  @Test(dataProvider = "codecs")
  void whatIsNestedTooDeeplyIsMalformed(Codec codec) {
    Object deep = List.of();
    for (int i = 0; i < 200; i++) {
      deep = List.of(deep);
    }
    byte[] body = codec.call("VM.unheard_of", List.of(deep));

    assertThatThrownBy(() -> codec.readCall(body)).isInstanceOf(MalformedMessageException.class);
  }

  @Test(dataProvider = "codecs")
  void onlyWireValuesAreSent(Codec codec) {
    assertThatThrownBy(() -> codec.call("VM.start", List.of(Map.entry("a", "b")))).isInstanceOf(IllegalArgumentException.class);
  }
}
