package dev.assay.drivers.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.time.Duration;
import org.testng.annotations.Test;

/** On what {@code xl} of Xen 4.17.7 printed. */
class DomainListTests {

  private static final String PRINTED = """
      Name                                        ID   Mem VCPUs\tState\tTime(s)   UUID                            Reason-Code\tSecurity Label
      Domain-0                                     0   512     2     r-----     720.8 00000000-0000-0000-0000-000000000000        -                -
      g1                                           2    96     1     --p---       0.0 9d913d0e-513b-4ea5-aa29-10531e210c33        -                -
      """;

  @Test
  void domainsAreReadWithTheirIdentities() {
    assertThat(DomainList.parse(PRINTED)).containsExactly(
        new Domain(0, "Domain-0", Bytes.mib(512), 2, "r-----", Duration.ofMillis(720_800), "00000000-0000-0000-0000-000000000000"),
        new Domain(2, "g1", Bytes.mib(96), 1, "--p---", Duration.ZERO, "9d913d0e-513b-4ea5-aa29-10531e210c33"));
    assertThat(DomainList.parse(PRINTED).getLast().isPaused()).isTrue();
    assertThat(DomainList.parse(PRINTED).getFirst().isControlDomain()).isTrue();
  }

  @Test
  void namesMayHoldSpacesAndTheShortTableHasNoIdentities() {
    var list = DomainList.parse("Name                                        ID   Mem VCPUs\tState\tTime(s)\nmy guest 7        12    96     1     -b----      10.4\n");
    assertThat(list).singleElement().satisfies(domain -> {
      assertThat(domain.name()).isEqualTo("my guest 7");
      assertThat(domain.id()).isEqualTo(12);
      assertThat(domain.uuid()).isEmpty();
    });
  }

  @Test
  void namelessRowsAreDomainsThatAreBeingTornDown() {
    var dying = PRINTED + "(null)                                       3     0     1     --psd-       2.3 1d913d0e-513b-4ea5-aa29-10531e210c33        -                -\n"
        + "                                             4     0     1     --psd-       2.3 2d913d0e-513b-4ea5-aa29-10531e210c33        -                -\n";
    assertThat(DomainList.parse(dying)).hasSize(3);
    assertThat(DomainList.parse(dying).getLast().isEnding()).isTrue();
  }

  @Test
  void whatIsNoTableIsTheLabsFault() {
    assertThatThrownBy(() -> DomainList.parse("sh: xl: not found\n")).isInstanceOf(AssayException.Lab.class).hasMessageContaining("does the host run Xen?");
    assertThatThrownBy(() -> DomainList.parse("")).isInstanceOf(AssayException.Lab.class);
  }
}
