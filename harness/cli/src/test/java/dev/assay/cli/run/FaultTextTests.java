package dev.assay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.simulator.fault.Fault;
import dev.assay.simulator.fault.PlannedFault;
import dev.assay.simulator.fault.PlannedFault.When;
import dev.assay.simulator.fault.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class FaultTextTests {

  private final Lab lab = LabFile.read(Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml"));

  @Test
  void aFaultSaysWhatWhereAndWhen() {
    assertThat(FaultText.parse(lab, "power-loss,host=ams-h01,at=20m,for=5m")).isEqualTo(new PlannedFault(
        new Scope.Host(HostId.of("ams-h01")), new Fault.PowerLoss(), new When.At(Duration.ofMinutes(20)), Optional.of(Duration.ofMinutes(5))));
    assertThat(FaultText.parse(lab, "xapi-restart,site=ams,every=2h")).isEqualTo(new PlannedFault(
        new Scope.Site("ams"), new Fault.ToolstackRestart(), new When.AtChance(Duration.ofHours(2)), Optional.empty()));
    assertThat(FaultText.parse(lab, "api-error,lab,code=SR_FULL,message=VDI.*,chance=10%,at=0s").fault())
        .isEqualTo(new Fault.ApiError("VDI.*", "SR_FULL", List.of(), 0, 0.1));
  }

  @DataProvider
  static Object[][] wrong() {
    return new Object[][] {
      {"power-lost,lab,at=1m", "did you mean 'power-loss'?"},
      {"power-loss,at=1m", "exactly one of site="},
      {"power-loss,host=ams-h99,at=1m", "the lab has no host 'ams-h99'; did you mean"},
      {"power-loss,lab", "one of at=20m and every=2h"},
      {"power-loss,lab,every=2h", "says how long it lasts"},
      {"power-loss,lab,at=soon", "is not like 90s"},
      {"power-loss,lab,at=1m,by=3", "does not take 'by'"},
      {"packet-loss,lab,at=1m,share=5", "a share such as 5%"},
      {"storage-slow,sr=ams-nfs1,at=1m,times=1", "by a factor over 1"},
      {"guest-crash,host=ams-h01,at=1m", "guest-crash goes with vm=NAME"},
      {"api-error,lab,at=1m", "'code=' is missing"},
    };
  }

  @Test(dataProvider = "wrong")
  void whatMakesNoSenseIsRefused(String text, String why) {
    assertThatThrownBy(() -> FaultText.parse(lab, text)).isInstanceOf(AssayException.Usage.class).hasMessageContaining(text).hasMessageContaining(why);
  }
}
