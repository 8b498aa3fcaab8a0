package dev.assay.xapi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.ProductVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.testng.annotations.Test;

class ApiTableTests {

  private static final ApiTable TABLE = ApiTable.load();

  @Test
  void holdsTheWholeApi() {
    assertThat(TABLE.classes()).hasSize(72);
    assertThat(TABLE.classes().stream().mapToInt(type -> type.fields().size()).sum()).isEqualTo(922);
    assertThat(TABLE.classes().stream().mapToInt(type -> type.messages().size()).sum()).isEqualTo(2007);
    assertThat(TABLE.classes().stream().mapToInt(type -> type.enums().size()).sum()).isEqualTo(77);
  }

  @Test
  void knowsWhatAMessageTakesAndGives() {
    var start = TABLE.message("VM.start").orElseThrow();

    assertThat(start.arguments()).containsExactly(
        new ApiParameter("vm", new ApiType.RefType("VM"), true),
        new ApiParameter("start_paused", ApiType.BOOL, true),
        new ApiParameter("force", ApiType.BOOL, true));
    assertThat(start.result()).isEqualTo(ApiType.VOID);
    assertThat(start.errors()).contains("VM_BAD_POWER_STATE", "NO_HOSTS_AVAILABLE");
    assertThat(start.roles()).contains("vm-operator").doesNotContain("read-only");
    assertThat(start.implicit()).isFalse();
    assertThat(start.takes(3)).isTrue();
    assertThat(start.takes(2)).isFalse();
  }

  @Test
  void aLoginTakesNoSessionAndTwoToFourArguments() {
    var login = TABLE.message("session.login_with_password").orElseThrow();

    assertThat(login.takesSession()).isFalse();
    assertThat(List.of(login.takes(1), login.takes(2), login.takes(4), login.takes(5))).containsExactly(false, true, true, false);
  }

  @Test
  void readsNestedTypes() {
    assertThat(TABLE.message("VM.migrate_send").orElseThrow().arguments().get(3).type())
        .isEqualTo(new ApiType.MapType(new ApiType.RefType("VDI"), new ApiType.RefType("SR")));
    assertThat(TABLE.field("VM", "allowed_operations").orElseThrow().type())
        .isInstanceOfSatisfying(ApiType.SetType.class, set -> assertThat(set.element()).isInstanceOf(ApiType.EnumType.class));
    assertThat(TABLE.message("event.from").orElseThrow().result()).isEqualTo(new ApiType.EventBatchType());
  }

  @Test
  void aNewObjectHasTheDefaultElseTheEmptyValue() {
    assertThat(TABLE.field("host", "license_server").orElseThrow().initialValue())
        .isEqualTo(Map.of("address", "localhost", "port", "27000"));
    assertThat(TABLE.field("host", "virtual_hardware_platform_versions").orElseThrow().initialValue()).isEqualTo(List.of(0L));
    assertThat(TABLE.field("VM", "snapshot_time").orElseThrow().initialValue()).isEqualTo(Instant.EPOCH);
    assertThat(TABLE.field("VM", "resident_on").orElseThrow().initialValue()).isEqualTo("OpaqueRef:NULL");
  }

  @Test
  void everyFieldHasAnInitialValueOfItsType() {
    assertThat(TABLE.classes()).allSatisfy(type -> assertThat(type.fields().values())
        .allSatisfy(field -> assertThat(field.initialValue()).isInstanceOf(classOf(field.type()))));
  }

  private static Class<?> classOf(ApiType type) {
    return switch (type) {
      case ApiType.StringType _, ApiType.EnumType _, ApiType.RefType _, ApiType.VoidType _ -> String.class;
      case ApiType.IntType _ -> Long.class;
      case ApiType.FloatType _ -> Double.class;
      case ApiType.BoolType _ -> Boolean.class;
      case ApiType.DateTimeType _ -> Instant.class;
      case ApiType.SetType _ -> List.class;
      case ApiType.MapType _, ApiType.RecordType _, ApiType.AnyRecordType _, ApiType.EventBatchType _ -> Map.class;
      case ApiType.OptionType option -> classOf(option.value());
    };
  }

  @Test
  void ordersReleasesFromRioOn() {
    assertThat(TABLE.releases().getFirst().name()).isEqualTo("rio");
    assertThat(TABLE.newestRelease().name()).isEqualTo("26.17.0");
    assertThat(TABLE.releases()).isSorted();
    assertThat(TABLE.release("creedence")).isBetween(TABLE.release("clearwater"), TABLE.release("dundee"));
    assertThat(TABLE.release("1.250.0")).isGreaterThan(TABLE.release("stockholm"));
  }

  @Test
  void namesTheReleaseOfAProductVersion() {
    assertThat(TABLE.releaseOf(ProductVersion.parse("6.5.0"))).contains(TABLE.release("creedence"));
    assertThat(TABLE.releaseOf(ProductVersion.parse("6.5.1"))).contains(TABLE.release("cream"));
    assertThat(TABLE.releaseOf(ProductVersion.parse("7.0.0"))).contains(TABLE.release("dundee"));
    assertThat(TABLE.releaseOf(ProductVersion.parse("3.2"))).isEmpty();
  }

  @Test
  void knowsWhatWasOfferedWhen() {
    var policy = TABLE.get("VMPP").lifecycle();
    assertThat(policy.offeredIn(TABLE.release("boston"))).isTrue();
    assertThat(policy.offeredIn(TABLE.release("clearwater"))).isFalse();
    assertThat(policy.knownIn(TABLE.release("dundee"))).isTrue();
    assertThat(policy.knownIn(TABLE.release("rio"))).isFalse();
    assertThat(TABLE.get("VM_group").lifecycle().published()).isEmpty();
  }

  @Test
  void aRecordKeepsFieldsThatTheApiDropped() {
    assertThat(TABLE.get("VM").recordFields(TABLE.release("creedence"))).extracting(ApiField::name)
        .contains("power_state", "is_snapshot_from_vmpp").doesNotContain("domain_type", "NVRAM");
  }

  @Test
  void namesAreAsOnTheWireButForEvents() {
    assertThat(TABLE.find("vm")).isEmpty();
    assertThat(TABLE.findInLowerCase("vm")).contains(TABLE.get("VM"));
    assertThat(TABLE.message("VM.begin")).isEmpty();
    assertThat(TABLE.message("nonsense")).isEmpty();
  }

  @Test
  void saysWhichNameIsUnknown() {
    assertThatThrownBy(() -> TABLE.get("Vm")).isInstanceOf(NoSuchElementException.class).hasMessageContaining("'Vm'");
    assertThatThrownBy(() -> TABLE.release("paris")).isInstanceOf(NoSuchElementException.class).hasMessageContaining("'paris'");
  }

  @Test
  void refusesALineThatItCannotRead() {
    assertThatThrownBy(() -> new TableReader().read("release rio 4.0\nclass VM rio\nfield x enum(y) RW rio"))
        .hasMessageContaining("field x enum(y) RW rio").hasMessageContaining("not declared");
  }
}
