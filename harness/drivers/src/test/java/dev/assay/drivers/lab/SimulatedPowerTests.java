package dev.assay.drivers.lab;

import dev.assay.core.lab.Power;
import dev.assay.drivers.PowerContract;
import org.testng.annotations.AfterClass;

public class SimulatedPowerTests extends PowerContract {

  private final TestingLab lab = new TestingLab();

  @AfterClass
  void close() {
    lab.close();
  }

  @Override
  protected void withPower(Work work) {
    lab.inside(() -> {
      lab.host().power().set(Power.State.OFF);
      work.on(lab.host().power());
      return true;
    });
  }
}
