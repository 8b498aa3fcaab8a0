package dev.assay.simulator.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A changed host answers in the direction, and by about the amount, that its resources say; what is not in the way changes nothing. */
public class WhatIfTests {

  /** Experiment, settings, the least and the most that it takes or gives of what it did before, and what bounds it then. */
  @DataProvider
  public Object[][] questions() {
    return new Object[][] {
        {"boot-storm", "dom0-vcpus=8", 0.55, 0.8, "guests' CPUs"},
        {"boot-storm", "disk=0.25", 0.97, 1.05, "dom0's vCPUs"},
        {"boot-storm", "disk=0.25 read-cache=off", 1.7, 2.5, "storage"},
        {"boot-alone", "disk=0.25", 1.8, 2.5, "nothing shared"},
        {"density", "dom0-memory=1GiB", 0.05, 0.2, "80 of 1000 ran: no more dom0 memory"},
        {"disk-read", "disk=0.25", 0.45, 0.55, "storage"},
        {"network", "dom0-vcpus=8", 1.9, 2.1, "dom0's vCPUs"},
        {"network", "nic=1", 1.0, 1.0, "dom0's vCPUs"},
        {"migration", "nic=1", 5.0, 8.0, "network link"},
        {"migration", "nic=40", 0.95, 1.0, "nothing shared"},
        {"start", "processor=1.5", 0.7, 0.9, "nothing shared"},
    };
  }

  @Test(dataProvider = "questions")
  public void aChangedHostAnswersInTheRightDirection(String experiment, String changes, double least, double most, String bound) {
    var settings = HostSettings.PUBLISHED;
    for (var change : changes.split(" ")) {
      var words = change.split("=");
      settings = settings.with(words[0], words[1]);
    }
    var before = WhatIf.run(experiment, "6.5", HostSettings.PUBLISHED, 0);
    var after = WhatIf.run(experiment, "6.5", settings, 0);
    assertThat(after.value() / before.value()).isBetween(least, most);
    assertThat(after.bound()).startsWith(bound);
  }

  @Test
  public void whatAHostCannotBeIsRefused() {
    for (var wrong : List.of("disk=0", "disk=NaN", "dom0-vcpus=1.5", "dom0-memory=1MiB", "read-cache=maybe", "colour=red")) {
      var words = wrong.split("=");
      assertThatThrownBy(() -> HostSettings.PUBLISHED.with(words[0], words[1])).as(wrong).isInstanceOf(AssayException.Usage.class).hasMessageContaining("there are dom0-vcpus=N");
    }
    assertThatThrownBy(() -> WhatIf.run("nothing", "6.5", HostSettings.PUBLISHED, 0)).isInstanceOf(AssayException.Usage.class).hasMessageContaining("boot-storm");
  }
}
