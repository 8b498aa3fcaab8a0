package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.run.History;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.served.ClockDoor;
import dev.assay.simulator.served.HttpBootFiles;
import dev.assay.simulator.machine.BootFiles;
import dev.assay.simulator.served.RenewedKeys;
import dev.assay.simulator.served.ServedLab;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.cli.run.FaultText;
import dev.assay.testkit.lab.LabSpecs;
import dev.assay.xapi.table.ApiTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "serve",
    description = "Serve the simulated lab behind sockets of this machine (XAPI over HTTPS, SSH, Redfish) until Ctrl-C,"
        + " and write a lab file that points at it.")
final class ServeLabCommand implements Callable<Integer> {

  private static final double FASTEST = 10_000;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  private static final int FIRST_BOOT_PORT = 20_000;
  private static final int BOOT_PORTS = 6_000;

  @Option(names = "--write-lab", paramLabel = "FILE", defaultValue = "served.yaml", description = "The lab file to write (default: ${DEFAULT-VALUE}).")
  Path labFile = Path.of("served.yaml");

  @Option(names = "--speed", paramLabel = "N", defaultValue = "60",
      description = "How many times faster than the wall clock the hosts live (default: ${DEFAULT-VALUE}).")
  double speed = 60;

  @Option(names = "--jump",
      description = "Let the hosts' time stand while a run works and jump when it waits, instead of keeping a pace: a run takes as long as its work, and a"
          + " busy machine makes nothing late. Runs find the clock in the lab file.")
  boolean jump;

  @Option(names = "--base-port", paramLabel = "PORT", defaultValue = "0", description = "The first of three ports per host (default: the system chooses).")
  int basePort;

  @Option(names = "--network-boot", paramLabel = "URL",
      description = "Where hosts will look for installation files: the address a run listens on (default: a free port of 127.0.0.1).")
  @Nullable URI networkBoot;

  @Option(names = "--seed", paramLabel = "N", description = "The seed (default: the lab file's).")
  @Nullable Long seed;

  @Option(names = "--with-defect", paramLabel = "NAME[=STRENGTH]", description = "Let the simulated product carry this defect; may be given again.")
  List<String> defects = List.of();

  @Option(names = "--with-fault", paramLabel = "FAULT",
      description = "Let this go wrong, such as power-loss,host=ams-h01,at=20m,for=5m; may be given again.")
  List<String> faults = List.of();

  @Option(names = "--new-keys", description = "Let hosts make a new SSH key and a new certificate at each installation, as real ones do; their installer reports them.")
  boolean newKeys;

  @Override
  public Integer call() {
    if (!(speed >= 1 && speed <= FASTEST)) {
      throw new AssayException.Usage("serving with --speed " + speed + ": it is a number from 1 to " + (int) FASTEST);
    }
    var lab = parent.root.workspace().lab();
    if (lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("serving lab " + lab.name() + ": it is not simulated, its hosts serve themselves");
    }
    var plan = faults.stream().map(text -> FaultText.parse(lab, text)).toList();
    var boot = networkBoot == null ? URI.create("http://127.0.0.1:" + freePort()) : networkBoot;
    var wall = SystemTime.real();
    try (var time = VirtualTime.paced(wall.now(), speed)) {
      long chosenSeed = seed == null ? lab.seed() : seed;
      var spec = LabSpecs.of(lab, chosenSeed, chosenDefects());
      var files = new HttpBootFiles(boot);
      var renewed = newKeys ? Optional.of(new RenewedKeys(chosenSeed, files)) : Optional.<RenewedKeys>empty();
      var simulated = SimulatedLab.create(spec, time, renewed.<BootFiles>map(keys -> keys).orElse(files), History.NONE, new XapiToolstacks(ApiTable.load()));
      time.run("faults", () -> {
        simulated.faults().follow(plan);
        return plan.size();
      });
      var settings = new ServedLab.Settings(basePort, ServedLabs.POWER_USER, ServedLabs.PASSWORD.reveal(Map.of()));
      try (var served = renewed.isPresent() ? ServedLab.start(simulated, time, settings, renewed.get()) : ServedLab.start(simulated, time, settings)) {
        var clock = jump ? Optional.of(ClockDoor.open(0, time)) : Optional.<ClockDoor>empty();
        LabFile.write(ServedLabs.pointingAt(lab, served, speed, clock.map(ClockDoor::address), boot), labFile);
        announce(lab, served);
        waitForTheEnd(wall);
      }
    }
    return ExitCode.OK.number();
  }

  private Defects chosenDefects() {
    return Defects.of(defects.stream().map(SeededDefect::parse).toList());
  }

  private void announce(Lab lab, ServedLab served) {
    var rows = new Rows("host", "xapi", "ssh", "power");
    served.hosts().forEach(host -> rows.add(host.id().value(), host.xapi().toString(), host.ssh(), host.power().toString()));
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
    parent.root.terminal().progress("serving lab " + lab.name() + " at " + speed + " times the wall clock" + (jump ? ", as fast as they work while runs use it" : "") + "; its file is " + labFile
        + "; next, in another terminal: ./assay run bvt --lab " + labFile + "   (Ctrl-C ends it)");
  }

  /** Ctrl-C ends the process while this waits; sockets and simulated hosts go with it. */
  private static void waitForTheEnd(Time wall) {
    wall.signal().await(() -> false, Time.FOREVER);
  }

  /** Choose a port that systems give to nobody who does not name it: runs take it and give it back with each installation. */
  private static int freePort() {
    int first = FIRST_BOOT_PORT + (int) (ProcessHandle.current().pid() % BOOT_PORTS);
    for (int port = first; port < first + BOOT_PORTS; port++) {
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException e) {
        // Somebody has it; perhaps not the next.
      }
    }
    throw new AssayException.Lab("looking for a port of 127.0.0.1 to serve installation files from: none from " + first + " to " + (first + BOOT_PORTS - 1)
        + " is free; name one with --network-boot http://127.0.0.1:PORT");
  }
}
