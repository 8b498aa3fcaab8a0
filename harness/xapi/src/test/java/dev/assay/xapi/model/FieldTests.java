package dev.assay.xapi.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.xapi.table.ApiTable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.testng.annotations.Test;

class FieldTests {

  private static final List<Class<?>> HOLDERS = List.of(VmFields.class, VmMetricsFields.class, VmGuestMetricsFields.class, HostFields.class,
      HostMetricsFields.class, PoolFields.class, SrFields.class, PbdFields.class, VdiFields.class, VbdFields.class, VifFields.class,
      NetworkFields.class, PifFields.class, TaskFields.class);

  private static Stream<Field<?, ?>> fields() {
    return HOLDERS.stream().flatMap(holder -> Arrays.stream(holder.getFields()))
        .filter(member -> Modifier.isStatic(member.getModifiers())).map(FieldTests::value);
  }

  private static Field<?, ?> value(java.lang.reflect.Field member) {
    try {
      return (Field<?, ?>) member.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyFieldStandsInTheTableAndReadsItsInitialValue() {
    var table = ApiTable.load();

    assertThat(fields()).hasSizeGreaterThan(110).allSatisfy(field -> {
      var known = table.field(field.kind().className(), field.name());
      assertThat(known).as(field.toString()).isPresent();
      assertThat(field.read(known.orElseThrow().initialValue())).isNotNull();
    });
  }

  @Test
  void everyKindStandsInTheTable() {
    var table = ApiTable.load();

    assertThat(Stream.of(VmRef.KIND, BondRef.KIND, VlanRef.KIND, MessageRef.KIND, ConsoleRef.KIND, PoolPatchRef.KIND, PoolUpdateRef.KIND, SecretRef.KIND))
        .allSatisfy(kind -> assertThat(table.find(kind.className())).isPresent());
  }

  @Test
  void sizesThatTheServerDoesNotKnowAreAbsent() {
    assertThat(SrFields.PHYSICAL_SIZE.read(-1L)).isEmpty();
    assertThat(SrFields.PHYSICAL_SIZE.read(0L)).isPresent();
  }

  @Test
  void theNullReferenceSaysSo() {
    assertThat(VmRef.KIND.nullRef().isNull()).isTrue();
    assertThat(new VmRef("OpaqueRef:1").isNull()).isFalse();
  }
}
