package dev.assay.xapi.client;

import static dev.assay.xapi.wire.Wire.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.xapi.table.ApiTable;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class CheckedTransportTests {

  private static final ApiTable TABLE = ApiTable.load();

  private static Object answer(String method, Object value) {
    return new CheckedTransport(new TestingTransport().answering(method, value), TABLE).call(method, List.of());
  }

  private static Object eventOf(String className, Object snapshot) {
    return map("token", "t", "events", List.of(map("class", className, "snapshot", snapshot)));
  }

  @DataProvider
  Object[][] good() {
    return new Object[][] {
      {"VM.get_domid", 3L},
      {"VM.start", ""},
      {"Async.VM.start", "OpaqueRef:task"},
      {"VM.get_power_state", "Running"},
      {"VM.get_record", map("power_state", "Halted", "VCPUs_max", 2L)},
      {"VM.get_all_records", map("OpaqueRef:1", map("snapshots", List.of("OpaqueRef:2")))},
      {"event.from", eventOf("vm", map("domid", 1L))},
      {"unheard.of", 7L},
    };
  }

  @Test(dataProvider = "good")
  void whatTheTableStatesPasses(String method, Object value) {
    assertThat(answer(method, value)).isEqualTo(value);
  }

  @DataProvider
  Object[][] bad() {
    return new Object[][] {
      {"VM.get_domid", "3", "IntType"},
      {"VM.start", "done", "VoidType"},
      {"Async.VM.start", 5L, "RefType"},
      {"VM.get_power_state", "running", "vm_power_state"},
      {"VM.get_record", map("power_state", "Flying"), "field power_state"},
      {"VM.get_record", map("wings", 2L), "'wings'"},
      {"VM.get_all_records", map("OpaqueRef:1", map("VCPUs_max", "2")), "at OpaqueRef:1, field VCPUs_max"},
      {"event.from", eventOf("vm", map("domid", "1")), "snapshot of VM, field domid"},
      {"event.from", eventOf("VM", map()), "no known class"},
      {"event.from", map("events", List.of()), "no token"},
    };
  }

  @Test(dataProvider = "bad")
  void whatItDoesNotStateIsTheServersFault(String method, Object value, String where) {
    assertThatThrownBy(() -> answer(method, value)).isInstanceOf(AssayException.Product.class).hasMessageContaining(method)
        .hasMessageContaining(where);
  }
}
