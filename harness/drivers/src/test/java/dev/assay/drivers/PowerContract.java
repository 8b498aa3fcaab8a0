package dev.assay.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.lab.Power;
import org.testng.annotations.Test;

/** What every {@link Power} switch does, whatever it switches. */
public abstract class PowerContract {

  /** Work with a switch that is off to begin with. */
  protected abstract void withPower(Work work);

  protected interface Work {
    void on(Power power);
  }

  @Test
  public void machineIsOnAfterItWasSwitchedOn() {
    withPower(power -> {
      power.set(Power.State.ON);
      assertThat(power.state()).isEqualTo(Power.State.ON);
    });
  }

  @Test
  public void switchingToTheStateItIsInChangesNothing() {
    withPower(power -> {
      power.set(Power.State.OFF);
      assertThat(power.state()).isEqualTo(Power.State.OFF);
      power.set(Power.State.ON);
      power.set(Power.State.ON);
      assertThat(power.state()).isEqualTo(Power.State.ON);
    });
  }

  @Test
  public void cycleEndsSwitchedOn() {
    withPower(power -> {
      power.set(Power.State.ON);
      power.cycle();
      assertThat(power.state()).isEqualTo(Power.State.ON);
    });
  }

  @Test
  public void bootDeviceCanBeChosenWhileOff() {
    withPower(power -> {
      power.bootNextFrom(Power.BootDevice.NETWORK);
      power.bootNextFrom(Power.BootDevice.DISK);
      assertThat(power.state()).isEqualTo(Power.State.OFF);
    });
  }
}
