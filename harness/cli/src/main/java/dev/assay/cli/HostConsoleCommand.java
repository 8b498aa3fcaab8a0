package dev.assay.cli;

import dev.assay.cli.output.Terminal;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.testkit.lab.Machine;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "console",
    description = "Show what a host that you have prints on its console, or in the log that the lab file names in its place.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay hosts console ams-h03",
      "  assay hosts console ams-h03 --follow 10m          and what it prints from now on; a serial console tells only that"
    })
final class HostConsoleCommand implements Callable<Integer> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** The end of what was shown, by which the place is found again in what is there later. */
  private static final int KNOWN_BY = 400;

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Parameters(paramLabel = "HOST", description = "Its name.")
  String name = "";

  @Option(names = "--follow", paramLabel = "LENGTH", description = "Go on showing for so long (default: what is there now).")
  @Nullable String follow;

  @Override
  public Integer call() {
    var length = follow == null ? Duration.ZERO : Moments.length("--follow", follow);
    return HeldHost.with(hosts.root, "reading the console of " + name, name, machine -> show(machine, length)).number();
  }

  private ExitCode show(Machine machine, Duration length) {
    var time = SystemTime.real();
    var end = time.now().plus(length);
    var seen = machine.console();
    print(seen);
    if (seen.isBlank()) {
      hosts.root.terminal().progress(name + " has printed nothing so far");
    }
    while (time.now().isBefore(end)) {
      time.sleep(LOOK_EVERY);
      var now = machine.console();
      print(newIn(seen, now));
      seen = now;
    }
    return ExitCode.OK;
  }

  private void print(String text) {
    text.lines().map(Terminal::printable).forEach(hosts.root.terminal()::line);
  }

  /** Return what was printed since, whose beginning may have been dropped. */
  static String newIn(String seen, String now) {
    var known = seen.substring(Math.max(0, seen.length() - KNOWN_BY));
    int at = known.isEmpty() ? 0 : now.lastIndexOf(known);
    return at < 0 ? now : now.substring(at + known.length());
  }
}
