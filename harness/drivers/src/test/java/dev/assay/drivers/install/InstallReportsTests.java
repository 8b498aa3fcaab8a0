package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class InstallReportsTests {

  private static final HostId HOST = HostId.of("xen-1");

  private final List<String> said = new ArrayList<>();
  private final List<String> noted = new ArrayList<>();
  private InstallReports reports;

  @BeforeMethod
  void begin() {
    said.clear();
    noted.clear();
    reports = new InstallReports(new Talking(said), (kind, subject, details) -> noted.add(kind + " " + details.get("said")), HOST);
  }

  @Test
  public void eachReportIsNotedOnce() {
    said.add("installing");
    assertThat(reports.hear()).isEmpty();
    said.add("installed xen-12-4.17");
    assertThat(reports.hear()).isEmpty();
    assertThat(noted).containsExactly("install.reported installing", "install.reported installed xen-12-4.17");
    assertThat(reports.last()).contains("installed xen-12-4.17");
  }

  @Test
  public void aFailureEndsTheTryWithItsReason() {
    said.add("FAILED: fetched only in part");
    assertThat(reports.hear()).contains("its installer says: fetched only in part");
  }

  @Test
  public void wrongAnswersAreTheLabsFailureAtOnce() {
    said.add("REFUSED: the answer file names the disk /dev/sdz; this machine has: sda sdb");
    assertThatThrownBy(reports::hear).isInstanceOf(AssayException.Lab.class)
        .hasMessage("installing host xen-1: its installer refuses the answers: the answer file names the disk /dev/sdz; this machine has: sda sdb;"
            + " correct the lab file or the build's media");
  }

  private record Talking(List<String> said) implements NetworkBoot {
    @Override
    public void publish(HostId host, SequencedMap<String, byte[]> files) {}

    @Override
    public void withdraw(HostId host) {}

    @Override
    public URI address(HostId host, String file) {
      return URI.create("http://boot/" + file);
    }

    @Override
    public List<String> reports(HostId host) {
      return said;
    }
  }
}
