package dev.assay.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the real programs printed (fio 3.33, iperf3 3.12, shortened) is read, and nothing else is. */
class LoadResultTests {

  @Test
  void fioIsReadPastItsWarnings() throws IOException {
    var result = FioResult.parse("vm-1", recorded("fio.json"));
    assertThat(result.reads().iops()).isCloseTo(14147.926037, within(0.01));
    assertThat(result.reads().mibPerSecond()).isCloseTo(55.2653, within(0.01));
    assertThat(result.reads().meanMillis()).isCloseTo(0.249182246521, within(0.0001));
    assertThat(result.reads().slowestMillis()).isCloseTo(4.046848, within(0.0001));
    assertThat(result.writes()).isEqualTo(new FioResult.Side(0, 0, 0, 0));
  }

  @Test
  void iperfIsRead() throws IOException {
    assertThat(Iperf.received("vm-1", recorded("iperf3.json"))).isCloseTo(3.839, within(0.001));
  }

  @DataProvider
  static Object[][] wrong() {
    return new Object[][] {{""}, {"fio: io_u error"}, {"{"}, {"{}"}, {"{\"jobs\": []}"}, {"{\"jobs\": [{\"read\": {}}]}"}};
  }

  @Test(dataProvider = "wrong")
  void whatFioNeverPrintsIsTheLabsFault(String printed) {
    assertThatThrownBy(() -> FioResult.parse("vm-1", printed)).isInstanceOf(AssayException.Lab.class).hasMessageContaining("vm-1");
  }

  @Test
  void anErrorOfIperfIsTold() {
    assertThatThrownBy(() -> Iperf.received("vm-1", "{\"end\": {}, \"error\": \"unable to connect to server: Connection refused\"}"))
        .isInstanceOf(AssayException.Lab.class).hasMessageContaining("Connection refused");
    assertThatThrownBy(() -> Iperf.received("vm-1", "iperf3: what?")).isInstanceOf(AssayException.Lab.class).hasMessageContaining("no JSON");
  }

  private static String recorded(String name) throws IOException {
    try (var in = LoadResultTests.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
