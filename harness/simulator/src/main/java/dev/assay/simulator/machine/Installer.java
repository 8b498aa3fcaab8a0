package dev.assay.simulator.machine;

import dev.assay.core.time.Chance;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.fault.HostFaults;
import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Generations;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.simulator.shell.CoreCommands;
import dev.assay.simulator.shell.FileTree;
import dev.assay.simulator.shell.Interpreter;
import dev.assay.simulator.shell.Sessions;
import dev.assay.simulator.shell.SimulatedShell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The product's installer, from the boot script to a disk that boots. Blocks as long as an installation takes.
 *
 * <p>All times are ours, within what installing from a web server takes: four to ten minutes.
 */
final class Installer {

  /** What it does (ssh-keygen, curl) is modelled as a whole: {@link BootFiles#makeKeys}. */
  private static final String KEY_SCRIPT = "report-keys.sh";

  private final LabSpec.Host host;
  private final Surroundings lab;
  private final Chance chance;
  private final Console console;
  private final Consumer<DiskContent> disk;
  private final HostFaults faults;

  Installer(LabSpec.Host host, Surroundings lab, Chance chance, Console console, Consumer<DiskContent> disk, HostFaults faults) {
    this.host = host;
    this.lab = lab;
    this.chance = chance;
    this.console = console;
    this.disk = disk;
    this.faults = faults;
  }

  /** Install as the boot script's answer file says, over what the disk holds now. */
  void run(BootScript script, DiskContent before) {
    script.images().forEach(this::fetchImage);
    console.line("Loading XenServer installer...");
    pause(30, 70);
    var answers = answers(script);
    var target = SystemDisk.named(host, answers.primaryDisk());
    var installation = switch (answers.mode()) {
      case FRESH -> copied(answers, (release, facts) -> fresh(target, answers, release, facts));
      case UPGRADE -> copied(answers, (release, facts) -> upgrade(target, before, release, facts));
      case RESTORE -> putBack(target, before);
    };
    answers.scripts().forEach(address -> runScript(address, installation.files));
    disk.accept(new DiskContent.Complete(installation));
    var release = installation.system.release();
    console.line("Installation complete. " + release.product() + " " + release.version() + " build " + release.buildNumber() + ". Rebooting.");
    note("install.completed", Map.of("release", release.version() + "-" + release.buildNumber()));
  }

  /** Take the packages of a release from its media. */
  private Installation copied(AnswerFile answers, BiFunction<LabSpec.Release, ReleaseFacts, Installation> layOut) {
    var release = release(answers.source());
    var facts = Generations.named(release.generation());
    note("install.started", Map.of("release", release.version() + "-" + release.buildNumber(), "mode", answers.mode().name().toLowerCase(Locale.ROOT)));
    var installation = layOut.apply(release, facts);
    copy(facts);
    return installation;
  }

  private void fetchImage(String address) {
    if (releases().stream().noneMatch(release -> address.startsWith(folder(release.media().toString()) + "/"))) {
      throw new InstallerStopped(address + "... No such file or directory (http://ipxe.org/2d0c618e); no media are served there");
    }
    console.line(address + "... ok");
    pause(1, 6);
  }

  private AnswerFile answers(BootScript script) {
    var address = script.answerFile().orElseThrow(() -> new InstallerStopped("no answerfile= on the kernel's command line, and nobody at the keyboard"));
    console.line("Fetching answer file " + address);
    return AnswerFileParser.parse(fetch(address));
  }

  private byte[] fetch(String address) {
    var file = address.substring(address.lastIndexOf('/') + 1);
    return lab.bootFiles().fetch(host, file).orElseThrow(() -> new InstallerStopped("fetching " + address + ": HTTP 404"));
  }

  private LabSpec.Release release(String source) {
    return releases().stream()
        .filter(release -> folder(release.media().toString()).equals(folder(source)))
        .findFirst()
        .orElseThrow(() -> new InstallerStopped("answer file: <source> " + source + ": no installation repository there (HTTP 404 for .treeinfo)"));
  }

  private List<LabSpec.Release> releases() {
    return lab.spec().releases();
  }

  private Installation fresh(SystemDisk target, AnswerFile answers, LabSpec.Release release, ReleaseFacts facts) {
    var layout = Partition.fresh(facts, target.size(), host.uefi());
    partition(target, layout);
    var hostname = answers.hostname().orElseGet(() -> "xenserver-" + chance.uuid().toString().substring(0, 8));
    var system = new InstalledSystem(host.withSystemOn(target.size()), release, hostname, answers.rootPassword().orElseThrow());
    var files = SystemFiles.fresh(system, chance.uuid(), answers, lab.time().now());
    return new Installation(system, facts, target, layout, answers.address().orElse(host.address()), files);
  }

  private Installation upgrade(SystemDisk target, DiskContent before, LabSpec.Release release, ReleaseFacts facts) {
    if (!(before instanceof DiskContent.Complete(var old)) || !(old.toolstack instanceof UpgradableToolstack) || !old.disk.equals(target)) {
      throw new InstallerStopped("upgrade: " + target.name() + " holds no installation that can be upgraded");
    }
    if (release.version().compareTo(old.system.release().version()) < 0) {
      throw new InstallerStopped("upgrade: " + target.name() + " holds " + old.system.release().version() + ", which is newer than " + release.version());
    }
    var layout = Partition.upgraded(facts, target.size(), host.uefi());
    partition(target, layout);
    var system = new InstalledSystem(old.system.host(), release, old.system.hostname(), old.system.rootPassword());
    var upgraded = new Installation(system, facts, target, layout, old.address, SystemFiles.upgraded(old.files, system));
    upgraded.toolstack = old.toolstack;
    upgraded.upgradePending = true;
    upgraded.backup = new Backup(old, ((UpgradableToolstack) old.toolstack).keep());
    return upgraded;
  }

  /** Have the system again that was there before the upgrade, with what it knew; the disk stays divided as it is. */
  private Installation putBack(SystemDisk target, DiskContent before) {
    if (!(before instanceof DiskContent.Complete(var current)) || current.backup == null || !current.disk.equals(target)) {
      throw new InstallerStopped("restore: unable to find a backup to restore on " + target.name());
    }
    var former = current.backup.former();
    note("install.started", Map.of("release", former.system.release().version() + "-" + former.system.release().buildNumber(), "mode", "restore"));
    disk.accept(new DiskContent.HalfWritten());
    console.line("Restoring data - this may take a while...");
    pause(90, 240);
    current.backup.state().run();
    var restored = new Installation(former.system, former.facts, target, current.layout, former.address, former.files);
    restored.toolstack = former.toolstack;
    restored.upgradePending = true;
    return restored;
  }

  /** From here on the disk is neither what it was nor what it shall be. */
  private void partition(SystemDisk target, List<Partition> layout) {
    disk.accept(new DiskContent.HalfWritten());
    console.line("Partitioning /dev/" + target.name() + ": " + String.join(", ", layout.stream().map(part -> part.name() + " " + part.size()).toList()));
    pause(5, 20);
  }

  private void copy(ReleaseFacts facts) {
    double mebibytes = facts.has(Feature.LARGE_LAYOUT) ? 640 : 560;
    for (int percent = 20; percent <= 100; percent += 20) {
      // Small packages on a disk: 2 to 5 MiB/s, whatever the network gives.
      double perSecond = chance.triangular(2, 5);
      sleep(mebibytes / 5 / perSecond);
      console.line("Installing " + facts.name() + " packages: " + percent + "%");
    }
    if (faults.installBreaks()) {
      throw new InstallerStopped("installing packages: I/O error on the system disk");
    }
    console.line("Building initrd and installing the boot loader");
    pause(20, 50);
  }

  /** Run a script on the new system's files; its one argument is where they are mounted, which here is nothing. */
  private void runScript(String address, FileTree files) {
    console.line("Running " + address);
    if (address.endsWith("/" + KEY_SCRIPT)) {
      files.makeFolder("/etc/xensource");
      lab.bootFiles().makeKeys(host, new String(fetch(address), StandardCharsets.UTF_8)).forEach(files::replace);
      return;
    }
    var text = new String(fetch(address), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
    var command = List.of("sh", "-c", String.join("\n", text).replace("$1", "/."));
    var interpreter = new Interpreter(CoreCommands.on(lab.time()), files);
    var result = new SimulatedShell("the installer", lab.time(), interpreter, files, new Sessions(lab.time())).run(Duration.ofMinutes(5), command);
    if (!result.succeeded()) {
      throw new InstallerStopped("script " + address + " ended with status " + result.status() + ": " + result.errors().strip());
    }
  }

  private void pause(double least, double most) {
    sleep(chance.triangular(least, most));
  }

  private void sleep(double seconds) {
    lab.time().sleep(Duration.ofMillis((long) (seconds * 1000)));
  }

  private void note(String kind, Map<String, String> details) {
    lab.history().append("machine." + kind, host.id().value(), details);
  }

  private static String folder(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
