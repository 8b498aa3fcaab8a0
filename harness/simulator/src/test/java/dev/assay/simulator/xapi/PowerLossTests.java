package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.simulator.guest.Guests;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class PowerLossTests {

  /** The first address that the lab leases. */
  private static final String GUEST = "10.96.0.10";

  private XapiLab lab;
  private String vm;

  @BeforeMethod
  public void runAGuest() {
    lab = new XapiLab(1, 1);
    lab.time.run("start", () -> {
      var client = lab.install(1);
      vm = client.startVm("vm1");
      lab.awaitAgent(client, vm);
      lab.time.sleep(Duration.ofMinutes(2));
      return null;
    });
  }

  @Test
  public void guestsEndWithTheirHost() {
    lab.time.run("test", () -> {
      var shell = guest();
      assertThat(shell.run(Duration.ofMinutes(1), List.of("true")).succeeded()).isTrue();
      lab.host(1).power().set(Power.State.OFF);
      assertThatThrownBy(() -> shell.run(Duration.ofMinutes(1), List.of("true"))).isInstanceOf(AssayException.Lab.class);
      assertThat(lab.lab.guestShell(GUEST, "root", Guests.PASSWORD)).isEmpty();
      return null;
    });
  }

  @Test
  public void syncedDataOutlivesAPowerCutAndTheRestNot() {
    var left = lab.time.run("test", () -> {
      run("sh", "-c", "echo safe > /root/safe && sync");
      run("sh", "-c", "echo lost > /root/lost");
      lab.host(1).power().cycle();
      lab.awaitUp(1);
      var client = lab.login(1);
      assertThat(client.get("VM", vm, "power_state")).isEqualTo("Halted");
      client.call("VM.start", vm, false, false);
      lab.time.sleep(Duration.ofMinutes(5));
      return run("ls", "/root").output();
    });
    assertThat(left).isEqualTo("safe\n");
  }

  private Shell.Result run(String... command) {
    try (var shell = guest()) {
      return shell.run(Duration.ofMinutes(1), List.of(command));
    }
  }

  private Shell guest() {
    return lab.lab.guestShell(GUEST, "root", Guests.PASSWORD).orElseThrow();
  }
}
