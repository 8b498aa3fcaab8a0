package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.Verdict;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.core.run.HistoryEvent;
import dev.assay.inventory.Lab;
import dev.assay.testkit.check.Invariants;
import dev.assay.testkit.check.Judgement;
import dev.assay.testkit.lab.Origin;
import dev.assay.testkit.stress.Replay;
import dev.assay.testkit.stress.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "replay", description = "Play a stress script again, on a simulated lab of its own from blank disks on, and judge what happens.")
final class SuiteReplayCommand implements Callable<Integer> {

  private static final Pattern EACH = Pattern.compile("^(?=# assay stress script)", Pattern.MULTILINE);

  /** What happened, and what is to be thought of it. */
  private record Play(List<HistoryEvent> events, Judgement judgement) {}

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  SuiteCommand parent;

  @Parameters(paramLabel = "FILE", description = "The script, such as a failed case's evidence minimal-script.txt; or several, one after the other.")
  Path file = Path.of("");

  @Override
  public Integer call() {
    var scripts = read();
    scripts.forEach(this::check);
    var plays = scripts.stream().map(this::play).toList();
    var rows = new Rows("at", "event", "subject", "details");
    plays.forEach(play -> play.events.forEach(event -> rows.add(event.at().toString(), event.kind(), event.subject(), event.details().toString())));
    Printer.print(new Answer(terminal -> plays.forEach(play -> print(play, terminal)), rows.asMaps(), rows), parent.root.format, parent.root.terminal());
    return SuiteCheckCommand.code(plays.stream().map(play -> play.judgement.verdict()).reduce(Verdict.PASS, Verdict::and)).number();
  }

  private void check(Script script) {
    var lab = parent.root.workspace().lab();
    if (lab.kind() != Lab.Kind.SIMULATED || !lab.name().equals(script.lab())) {
      throw new AssayException.Usage("replaying " + file + ": it is for the simulated lab '" + script.lab() + "', and the lab in use is '" + lab.name()
          + "'; name that lab's file with --lab");
    }
    script.hosts().stream().filter(host -> lab.host(host).isEmpty()).findFirst().ifPresent(host -> {
      throw new AssayException.Usage("replaying " + file + ": lab " + lab.name() + " has no host " + host);
    });
  }

  private Play play(Script script) {
    var lab = parent.root.workspace().lab();
    var defects = Defects.of(script.defects().stream().map(SeededDefect::parse).toList());
    var played = new Replay(new Origin(lab, script.seed(), defects), SuiteCommand.chosenBuild(lab, script.build()), parent.root.terminal()::progress).play(script);
    return new Play(played.events(), played.judgedBy(Invariants.all()));
  }

  private static void print(Play play, Terminal terminal) {
    play.events.stream().filter(event -> event.kind().equals("stress.step") || event.kind().equals("stress.strike"))
        .forEach(event -> terminal.line(event.at() + "  " + event.subject() + "  " + event.details().getOrDefault("step", event.details().toString())
            + "  " + event.details().getOrDefault("ended", "")));
    play.judgement.lines().forEach(terminal::line);
    terminal.line(terminal.paint(play.judgement.verdict().name()));
  }

  /** What the logs of several failed cases print one after the other is several scripts. */
  private List<Script> read() {
    if (!Files.isRegularFile(file)) {
      throw new AssayException.Usage("reading the script " + file + ": there is no such file");
    }
    try {
      return EACH.splitAsStream(Files.readString(file, StandardCharsets.UTF_8)).map(Script::parse).toList();
    } catch (AssayException.Usage e) {
      throw new AssayException.Usage(file + ": " + e.getMessage());
    } catch (IOException e) {
      throw new AssayException.Usage("reading the script " + file + ": " + e.getMessage() + "; it is to be text in UTF-8");
    }
  }
}
