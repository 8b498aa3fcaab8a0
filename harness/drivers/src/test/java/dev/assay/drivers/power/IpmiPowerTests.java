package dev.assay.drivers.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.Account;
import dev.assay.drivers.PowerContract;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The driver against OpenIPMI's simulated controller, which nobody of this project wrote. */
public class IpmiPowerTests extends PowerContract {

  /** The simulator does not answer which cipher suites it has, for which ipmitool would wait 10 s at each call. */
  private static final List<String> PROGRAM = List.of("ipmitool", "-C", "3");

  private TestingIpmiController controller;

  @BeforeClass
  void startController() throws IOException {
    if (!TestingIpmiController.isInstalled()) {
      throw new SkipException("IPMI is not tested: install the packages ipmitool and openipmi");
    }
    controller = TestingIpmiController.start();
  }

  @AfterClass
  void stopController() throws IOException {
    if (controller != null) {
      controller.close();
    }
  }

  @Override
  protected void withPower(Work work) {
    try {
      controller.powerOff();
      work.on(power(TestingIpmiController.PASSWORD));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Power power(String password) {
    return new IpmiPower(new IpmiTool(PROGRAM, "127.0.0.1", controller.port(), new Account("admin", password)), SystemTime.real());
  }

  @Test
  public void networkBootIsAskedOfTheController() throws IOException {
    var power = power(TestingIpmiController.PASSWORD);
    power.bootNextFrom(Power.BootDevice.NETWORK);
    assertThat(controller.bootDevice()).isEqualTo("pxe");
    power.bootNextFrom(Power.BootDevice.DISK);
    assertThat(controller.bootDevice()).isEqualTo("none");
  }

  @Test
  public void theSerialConsoleIsReadOverTheController() throws IOException {
    try (var console = new IpmiConsole(new IpmiTool(PROGRAM, "127.0.0.1", controller.port(), new Account("admin", TestingIpmiController.PASSWORD)))) {
      console.open();
      try (var machine = controller.machine(); var serial = new PrintStream(machine.getOutputStream(), true, StandardCharsets.US_ASCII)) {
        Await.on(SystemTime.real()).until("the console shows what only the serial port has", () -> {
          serial.print("(XEN) Panic on CPU 0\r\n");
          return console.tail().contains("(XEN) Panic on CPU 0\n");
        }).every(Duration.ofMillis(100)).within(Duration.ofSeconds(30));
      }
    }
  }

  @Test
  public void wrongPasswordIsTheLabsFailureAndNotShown() {
    assertThatThrownBy(() -> power("guessed").state())
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("127.0.0.1:" + controller.port())
        .hasMessageNotContaining("guessed");
  }
}
