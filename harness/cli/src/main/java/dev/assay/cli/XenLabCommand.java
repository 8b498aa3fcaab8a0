package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.xenlab.Accelerator;
import dev.assay.cli.xenlab.DebianPackages;
import dev.assay.cli.xenlab.LabFolder;
import dev.assay.cli.xenlab.XenBuild;
import dev.assay.cli.xenlab.XenLab;
import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "xen", description = "Raise a lab of real Xen hosts in QEMU on this machine, look at it, take it down.")
final class XenLabCommand implements Runnable {

  private static final Bytes LEAST_MEMORY = Bytes.gib(1);

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  LabCommand parent;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of the Xen lab: up, status, logs or down");
  }

  @Command(name = "up", description = "Build images once from Debian packages, start Xen hosts, and write the lab file that names them.")
  int up(
      @Option(names = "--hosts", paramLabel = "N", description = "How many hosts, 1 to " + XenLab.MOST_HOSTS + " (default: as many as there were, or 1).") @Nullable Integer hosts,
      @Option(names = "--memory", paramLabel = "SIZE", description = "Of each host, such as 4GiB (default: what it had, or 4GiB).") @Nullable String memory,
      @Option(names = "--cpus", paramLabel = "N", description = "Of each host, 1 to 16 (default: its share of this machine's, 2 at most).") @Nullable Integer cpus,
      @Option(names = "--build", paramLabel = "BUILD",
          description = "A build to have: xen-12-4.17 or xen-11-4.14; may be given again. New hosts start with the first (default: xen-12-4.17).") @Nullable List<String> builds,
      @Option(names = "--blank", description = "New hosts get an empty disk and stay switched off until a run has installed them over the network.") boolean blank,
      @Option(names = "--install", description = "Install the Debian packages that are missing.") boolean install,
      @Option(names = "--accel", paramLabel = "HOW", description = "What runs the hosts' instructions: ${COMPLETION-CANDIDATES} (default: KVM where it boots a host, else TCG).")
          @Nullable Accelerator accelerator,
      @Option(names = "--patience", paramLabel = "SECONDS", defaultValue = "900", description = "From power-on until a host can be logged in to (default: ${DEFAULT-VALUE}).") int patience,
      @Option(names = "--dry-run", description = "Say what would be done, and do nothing.") boolean dryRun) {
    var wish = new XenLab.Wish(
        Optional.ofNullable(hosts).map(count -> within("--hosts", count, 1, XenLab.MOST_HOSTS)), Optional.ofNullable(memory).map(XenLabCommand::memory),
        Optional.ofNullable(cpus).map(count -> within("--cpus", count, 1, 16)), builds == null ? List.of(XenBuild.USUAL) : builds.stream().map(XenBuild::of).distinct().toList(),
        blank, Optional.ofNullable(accelerator), Duration.ofSeconds(within("--patience", patience, 1, 86_400)));
    var terminal = parent.root.terminal();
    if (dryRun) {
      var rows = new Rows("step", "what");
      lab().plan(wish, new DebianPackages()).forEach(step -> rows.add(step.kind(), step.what()));
      Printer.print(Answer.of(rows), parent.root.format, terminal);
      return ExitCode.OK.number();
    }
    new DebianPackages().demand(install, terminal);
    var states = lab().up(wish);
    RaisedHosts.backIntoService(parent.root.workspace(), folder().labFile(), terminal);
    print(states);
    terminal.progress("next: ./assay run bvt --lab " + folder().labFile() + "   (assay lab xen down ends it)");
    return ExitCode.OK.number();
  }

  @Command(name = "status", description = "Show each host: whether it runs, which build answers, where.")
  int status() {
    print(lab().status());
    return ExitCode.OK.number();
  }

  @Command(name = "logs", description = "Print the last lines of a host's serial console, or of every host's.")
  int logs(
      @Parameters(arity = "0..1", paramLabel = "HOST", description = "The host (default: all).") @Nullable String host,
      @Option(names = "--tail", paramLabel = "N", defaultValue = "100", description = "How many lines (default: ${DEFAULT-VALUE}).") int lines) {
    var lab = lab();
    within("--tail", lines, 1, 100_000);
    var names = host == null ? lab.hosts() : List.of(host);
    if (names.isEmpty()) {
      throw new AssayException.Nothing("reading consoles of the Xen lab in " + folder().root() + ": it has no hosts; raise one with: assay lab xen up");
    }
    var rows = new Rows("host", "line");
    for (var name : names) {
      var printed = lab.log(name, lines);
      printed.lines().forEach(line -> rows.add(name, line));
      if (printed.isBlank()) {
        parent.root.terminal().progress(name + " has printed nothing since its disks were made");
      }
    }
    Printer.print(
        new Answer(terminal -> names.forEach(name -> {
          if (names.size() > 1) {
            terminal.line("== " + name);
          }
          lab.log(name, lines).lines().forEach(line -> terminal.line(Terminal.printable(line)));
        }), rows.asMaps(), rows),
        parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }

  @Command(name = "down", description = "End every process of the lab. Images and disks stay for the next time.")
  int down(@Option(names = "--disks", description = "Forget the hosts' disks too, with all that is on them.") boolean disks) {
    int ended = lab().down(disks);
    var json = new LinkedHashMap<String, Object>();
    json.put("ended", ended);
    json.put("disksForgotten", disks);
    Printer.print(
        new Answer(terminal -> terminal.line("ended " + ended + (ended == 1 ? " process" : " processes") + (disks ? ", forgot the hosts' disks" : "")), json,
            new Rows("ended", "disks forgotten").add(ended, disks)),
        parent.root.format, parent.root.terminal());
    return ExitCode.OK.number();
  }

  private void print(List<XenLab.State> states) {
    var rows = new Rows("host", "state", "build", "ssh", "power", "memory", "login after s");
    states.forEach(state -> rows.add(
        state.host(), state.state(), state.build(), state.ssh(), state.power(), state.memory().toString(), state.seconds().<Object>map(s -> s).orElse("")));
    Printer.print(Answer.of(rows), parent.root.format, parent.root.terminal());
  }

  private LabFolder folder() {
    return LabFolder.in(parent.root.workspace().data());
  }

  private XenLab lab() {
    return new XenLab(folder(), System.getenv(), SystemTime.real(), parent.root.terminal());
  }

  private static Bytes memory(String text) {
    var memory = Bytes.parse(text);
    if (memory.compareTo(LEAST_MEMORY) < 0) {
      throw new AssayException.Usage("raising a Xen lab with --memory " + text + ": a host needs " + LEAST_MEMORY + " or more");
    }
    return memory;
  }

  private static int within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new AssayException.Usage("using " + option + " " + value + ": it is a number from " + least + " to " + most);
    }
    return value;
  }
}
