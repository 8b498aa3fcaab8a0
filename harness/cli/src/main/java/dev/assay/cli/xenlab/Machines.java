package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.Power;
import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.Account;
import dev.assay.drivers.power.IpmiPower;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The machines of the lab: their disks, their management controllers, their power. */
final class Machines {

  /** More than an image needs; what is left is free. */
  static final Bytes ROOT_DISK = Bytes.gib(4);
  static final Bytes DATA_DISK = Bytes.gib(16);

  private static final Duration CONTROLLER_START = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final LabFolder lab;
  private final LabProcesses processes;
  private final SystemTime time;

  Machines(LabFolder lab, SystemTime time) {
    this.lab = lab;
    this.processes = new LabProcesses(lab);
    this.time = time;
  }

  /** List the hosts that the lab has, running or not. */
  List<HostSettings> kept() {
    if (!Files.isDirectory(lab.hosts())) {
      return List.of();
    }
    try (var folders = Files.list(lab.hosts())) {
      return folders.filter(HostSettings::isKept).map(HostSettings::read).sorted(Comparator.comparingInt(HostSettings::number)).toList();
    } catch (IOException e) {
      throw new AssayException.Lab("listing " + lab.hosts() + ": " + e, e);
    }
  }

  Optional<HostSettings> kept(int number) {
    return kept().stream().filter(host -> host.number() == number).findFirst();
  }

  boolean runs(HostSettings host) {
    return !processes.machines(host.name()).isEmpty();
  }

  boolean hasController(HostSettings host) {
    return !processes.controllers(host.name()).isEmpty();
  }

  /** Make the disks that are not there: the first from the image, or empty. */
  void makeDisks(HostSettings host, Optional<Images.Image> image) {
    var folder = lab.host(host.name());
    var first = image.map(made -> List.of("-F", "qcow2", "-b", made.disk().toString())).orElse(List.of());
    makeDisk(folder.resolve("disk.qcow2"), ROOT_DISK, first);
    makeDisk(folder.resolve("data.qcow2"), DATA_DISK, List.of());
  }

  /** It gets its name when it is whole. */
  private void makeDisk(Path disk, Bytes size, List<String> options) {
    if (Files.isRegularFile(disk)) {
      return;
    }
    try {
      Files.createDirectories(disk.getParent());
      var part = disk.resolveSibling(disk.getFileName() + ".part");
      Files.deleteIfExists(part);
      var command = new ArrayList<>(List.of("qemu-img", "create", "-q", "-f", "qcow2"));
      command.addAll(options);
      command.addAll(List.of(part.toString(), String.valueOf(size.count())));
      new Program(lab, command, Map.of()).succeed("making the disk " + disk);
      Files.move(part, disk);
    } catch (IOException e) {
      throw new AssayException.Lab("making the disk " + disk + ": " + e + "; look at the disk's free space", e);
    }
  }

  /** Start the controller unless it runs; the machine's power stays what it is, and its next start is as its settings say now. */
  void startController(HostSettings host, Controller controller) {
    boolean controlled = hasController(host);
    if (!controlled || !runs(host)) {
      controller.prepare();
    }
    if (controlled) {
      return;
    }
    var log = lab.host(host.name()).resolve("bmc.log");
    makeFolder(lab.host(host.name()).resolve("bmc"));
    new Program(lab, controller.command(), Map.of()).start(log);
    var power = power(host, controller.password());
    Await.on(time).until("it answers", () -> answers(power)).every(LOOK_EVERY).atMost(CONTROLLER_START).orElseThrow(() -> new AssayException.Lab(
        "starting the management controller of " + host.name() + ": it does not answer on 127.0.0.1:" + host.powerPort() + " after " + CONTROLLER_START.toSeconds()
            + " s; it said: " + Tail.of(log, 5)));
  }

  private static boolean answers(Power power) {
    try {
      power.state();
      return true;
    } catch (AssayException.Lab e) {
      return false;
    }
  }

  Power power(HostSettings host, String password) {
    return new IpmiPower("127.0.0.1", host.powerPort(), new Account(Controller.USER, password), time);
  }

  /** Forget the disks of all hosts. */
  void forget() {
    Output.delete(lab.hosts());
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new AssayException.Lab("making the folder " + folder + ": " + e, e);
    }
  }
}
