package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.time.SystemTime;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/** The chassis script as the management controller calls it, with a sleeping shell for a machine. */
public class ControllerTests {

  private static final HostSettings HOST = new HostSettings(1, 2201, 6231, 2, Bytes.gib(4), "xen-12-4.17");

  private Path folder;
  private LabFolder lab;

  @BeforeMethod
  void prepare() throws IOException {
    folder = Files.createTempDirectory("assay chassis'");
    lab = LabFolder.in(folder);
    var machine = Files.writeString(folder.resolve("machine"), """
        echo "$@" >> "$(dirname "$0")/started"
        if [ "$1" = fail ]; then echo no memory; exit 1; fi
        sh -c 'sleep 600; :' machine "$@" > /dev/null 2>&1 &
        echo $! > "$2"
        """);
    controller("sh", machine.toString(), "-pidfile", host().resolve("qemu.pid").toString(), "-daemonize").prepare();
  }

  @AfterMethod
  void end() {
    new LabProcesses(lab).endAll(SystemTime.real());
    Output.delete(folder);
  }

  @Test
  public void powerStartsAndKillsTheMachine() {
    assertThat(chassis("get", "power")).containsExactly("power:0");
    chassis("set", "power", "1");
    assertThat(chassis("get", "power")).containsExactly("power:1");
    chassis("set", "power", "0");
    assertThat(chassis("get", "power")).containsExactly("power:0");
  }

  @Test
  public void aMachineThatRunsIsNotStartedTwice() throws IOException {
    chassis("set", "power", "1");
    chassis("set", "power", "1");
    assertThat(started()).hasSize(1);
  }

  @Test
  public void theBootOverrideHoldsForOnePowerOn() throws IOException {
    chassis("set", "boot", "pxe");
    assertThat(chassis("get", "boot")).containsExactly("boot:pxe");
    chassis("set", "power", "1");
    chassis("set", "reset", "0");
    assertThat(started()).element(0).asString().endsWith("-boot order=c,once=n");
    assertThat(started()).element(1).asString().endsWith("-boot order=c");
  }

  @Test
  public void aMachineThatDiedIsOffAndAStaleProcessIdIsNotKilled() throws IOException {
    Files.writeString(host().resolve("qemu.pid"), String.valueOf(ProcessHandle.current().pid()));
    assertThat(chassis("get", "power")).containsExactly("power:0");
    chassis("set", "power", "0");
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  public void aMachineThatDoesNotStartIsAnErrorAndItsWordsAreKept() throws IOException {
    controller("sh", folder.resolve("machine").toString(), "fail").prepare();
    assertThat(status("set", "power", "1")).isNotZero();
    assertThat(Files.readString(host().resolve("power.log"))).contains("no memory");
  }

  @Test
  public void itListensOnTheLoopbackOnly() {
    assertThat(controller("qemu").lan()).contains("addr 127.0.0.1 6231").doesNotContain("0.0.0.0");
  }

  private Controller controller(String... qemu) {
    return new Controller(host(), HOST, List.of(qemu), "secret");
  }

  private Path host() {
    return lab.host(HOST.name());
  }

  private List<String> started() throws IOException {
    return Files.readAllLines(folder.resolve("started"));
  }

  private List<String> chassis(String... request) {
    var lines = new ArrayList<String>();
    assertThat(program(request).run(lines::add)).isZero();
    return lines;
  }

  private int status(String... request) {
    return program(request).run(line -> {});
  }

  private Program program(String... request) {
    var command = new ArrayList<>(List.of(host().resolve("chassis").toString(), "0x20"));
    command.addAll(List.of(request));
    return new Program(lab, command, Map.of());
  }
}
