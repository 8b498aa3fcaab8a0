package dev.assay.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class ValuesTests {

  @Test
  public void bytesAreReadAndWrittenWithBinaryUnits() {
    assertThat(Bytes.parse("256GiB")).isEqualTo(Bytes.gib(256)).hasToString("256GiB");
    assertThat(Bytes.parse(" 1536 MiB ")).hasToString("1536MiB");
    assertThat(Bytes.ZERO).hasToString("0B");
    assertThat(Bytes.of(1025)).hasToString("1025B");
  }

  @DataProvider
  Object[][] notBytes() {
    return new Object[][] {{"256GB"}, {"-1GiB"}, {"1.5GiB"}, {""}, {"GiB"}, {"9000000000PiB"}, {"99999999999999999999B"}};
  }

  @Test(dataProvider = "notBytes")
  public void whatIsNoAmountOfBytesIsRefusedWithWhatWasSeen(String text) {
    assertThatThrownBy(() -> Bytes.parse(text)).isInstanceOf(AssayException.Usage.class).hasMessageContaining("'" + text + "'");
  }

  @Test
  public void versionsAreOrderedNumberByNumber() {
    assertThat(ProductVersion.parse("6.10")).isGreaterThan(ProductVersion.parse("6.5.1"));
    assertThat(ProductVersion.parse("7.0")).isEqualByComparingTo(ProductVersion.parse("7.0.0"));
    assertThatThrownBy(() -> ProductVersion.parse("7.x")).isInstanceOf(AssayException.Usage.class);
  }

  @Test
  public void namesWithControlCharactersOrSpacesAtTheirEndsAreRefused() {
    assertThatThrownBy(() -> HostId.of("h1\n")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("host name");
    assertThatThrownBy(() -> RunId.of(" ")).isInstanceOf(AssayException.Usage.class);
  }

  @Test
  public void twoNeedsCombineToTheLeastThatServesBoth() {
    var pool = new Need(3, Bytes.gib(8), 0, List.of("nfs"), true, "");
    var big = new Need(1, Bytes.gib(64), 16, List.of("iscsi", "nfs"), false, "perf-a");
    assertThat(pool.and(big)).isEqualTo(new Need(3, Bytes.gib(64), 16, List.of("iscsi", "nfs"), true, "perf-a"));
    assertThat(pool.and(big).describe()).isEqualTo("3 hosts of class perf-a with iscsi and nfs, each 64GiB or more, 16 CPUs or more");
    assertThatThrownBy(() -> big.and(new Need(1, Bytes.ZERO, 0, List.of(), false, "old"))).isInstanceOf(IllegalArgumentException.class);
  }
}
