package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.config.Problem;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testng.annotations.Test;

class ShippedLabsTests {

  private static final Path LABS = Path.of(System.getProperty("assay.root"), "lab-inventory", "labs");

  @Test
  void theExampleLabIsWithoutFault() {
    assertThat(LabFile.check(LABS.resolve("example.yaml"), Map.of())).isEmpty();
  }

  @Test
  void theExampleLabIsLargeEnoughForPoolsOfEachGeneration() {
    var lab = LabFile.read(LABS.resolve("example.yaml"));
    assertThat(lab.kind()).isEqualTo(Lab.Kind.SIMULATED);
    assertThat(lab.sites()).hasSize(3);
    assertThat(lab.hosts()).hasSizeGreaterThanOrEqualTo(18);
    assertThat(lab.hosts().stream().map(Lab.Host::hostClass).distinct()).hasSize(4);
    assertThat(lab.builds()).allSatisfy(build ->
        assertThat(lab.hosts().stream().filter(host -> host.generations().contains(build.generation()))).hasSizeGreaterThanOrEqualTo(4));
    assertThat(lab.build(lab.defaultBuild())).isPresent();
  }

  @Test
  void aHostTakesFromItsClassWhatItDoesNotSay() {
    var host = LabFile.read(LABS.resolve("example.yaml")).host(HostId.of("ams-h01")).orElseThrow();
    assertThat(host.memory()).isEqualTo(Bytes.tib(1));
    assertThat(host.reaches()).containsExactly("ams-nfs1", "ams-nfs2", "ams-iscsi1", "ams-iscsi2", "ams-iscsi3", "ams-iscsi4",
        "ams-hba1", "ams-hba2", "ams-hba3", "ams-hba4", "ams-fcoe1", "ams-fcoe2", "ams-fcoe3", "ams-fcoe4", "ams-smb1", "ams-iso", "ams-luns2", "ams-luns8");
  }

  @Test
  void lunsThatEndBeforeTheyBeginAreRefused() throws IOException {
    var text = Files.readString(LABS.resolve("example.yaml")).replace("[001-150]", "[150-001]");
    assertThatThrownBy(() -> LabFile.parse("reversed.yaml", text)).hasMessageContaining("the numbers being those of its first and its last LUN");
  }

  @Test
  void manyLunsOfAnArrayAreOneExportAndEachIsKnown() {
    var array = LabFile.read(LABS.resolve("example.yaml")).exports().stream().filter(export -> export.name().equals("ams-luns8")).findFirst().orElseThrow();
    assertThat(array.paths()).isEqualTo(8);
    assertThat(array.each()).hasSize(150).allMatch(lun -> lun.kind().equals("iscsi"));
    assertThat(array.each().getLast().name()).isEqualTo("ams-luns8-150");
    assertThat(array.each().getLast().target()).endsWith("28/iqn.2014-12.dev.assay.ams:array3/36001405a3b2c3d4e5f60718293a4b150");
  }

  @Test
  void theRealExampleLacksOnlyTheSecretsOfItsReader() {
    assertThat(LabFile.check(LABS.resolve("xcp-ng.example.yaml"), Map.of())).extracting(Problem::message).containsExactlyInAnyOrder(
        "password: the environment variable RACK12_ROOT_PASSWORD is not set",
        "password: there is no file /etc/assay/rack12-bmc.secret",
        "password: the environment variable XCP03_BMC_PASSWORD is not set");
  }

  @Test
  void aLabThatIsWrittenReadsTheSame() throws IOException {
    for (var name : new String[] {"example.yaml", "xcp-ng.example.yaml"}) {
      var lab = LabFile.read(LABS.resolve(name));
      var copy = Files.createTempFile("lab", ".yaml");
      LabFile.write(lab, copy);
      assertThat(LabFile.read(copy)).isEqualTo(lab);
      Files.delete(copy);
    }
  }
}
