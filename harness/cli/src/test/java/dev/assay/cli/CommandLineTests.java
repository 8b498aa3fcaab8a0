package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.output.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** What the command line says and ends with before any database or lab is touched. */
public class CommandLineTests {

  private CapturedAssay last = new CapturedAssay(0, "", "");

  @Test
  public void unknownCaseIsRefusedBeforeASearchForItIsStored() {
    assertThat(assay("bisect", "--case", "bvt/nothing", "--good", "8.4.0-2230", "--bad", "8.4.0-2231")).isEqualTo(4);
    assertThat(errors()).contains("none matches 'bvt/nothing'").doesNotContain("--resume");
  }

  @Test
  public void missingTriageFileIsSaidInPlainWords() {
    assertThat(assay("triage", "import", "nowhere.csv")).isEqualTo(2);
    assertThat(errors()).contains("importing nowhere.csv: there is no such file");
  }

  private int assay(String... arguments) {
    last = CapturedAssay.run(arguments);
    return last.exitCode();
  }

  private String errors() {
    return last.errors();
  }

  private String answer() {
    return last.answer();
  }

  @DataProvider
  Object[][] mistakes() {
    return new Object[][] {
      {new String[] {"rnu", "bvt"}, "run"},
      {new String[] {"run"}, "SUITE"},
      {new String[] {"run", "bvt", "--paralel", "2"}, "--parallel"},
      {new String[] {"run", "bvt", "--parallel", "two"}, "'two' is not a whole number"},
      {new String[] {"serve", "--port", "99999999999"}, "'99999999999' is not between"},
      {new String[] {"demo", "--serve", "--port", "99999"}, "from 0 to 65535"},
      {new String[] {"lab", "serve", "--speed", "NaN"}, "'NaN' is not a number"},
      {new String[] {"run", "bvt", "-o", "xml"}, "xml"},
      {new String[] {"hosts"}, "ls or show"},
      {new String[] {}, "assay run bvt"},
    };
  }

  @Test(dataProvider = "mistakes")
  public void aMistypedCommandLineIsToldAndEndsWithTwo(String[] arguments, String hint) {
    assertThat(assay(arguments)).isEqualTo(2);
    assertThat(errors()).startsWith("assay: ").contains(hint);
    assertThat(answer()).isEmpty();
  }

  @Test
  public void aLabFileThatIsMissingIsNamed() {
    assertThat(assay("lab", "check", "no-such-lab.yaml")).isEqualTo(2);
    assertThat(errors()).contains("no-such-lab.yaml");
  }

  @Test
  public void everyErrorOfALabFileIsListedWithItsLine() throws IOException {
    var file = Files.createTempFile(Path.of("target"), "lab", ".yaml");
    Files.writeString(file, "name: broken\nkind: imagined\nseeed: 1\n");
    assertThat(assay("lab", "check", file.toString())).isEqualTo(2);
    assertThat(answer()).contains(":2:").contains("imagined").contains(":3:").contains("seed");
  }

  @Test
  public void escapeSequencesOfALabFileAreShownAndNotObeyed() throws IOException {
    var file = Files.createTempFile(Path.of("target"), "lab", ".yaml");
    Files.writeString(file, "name: \"x\\e[31m\"\n");
    assertThat(assay("lab", "check", file.toString())).isEqualTo(2);
    assertThat(answer()).contains("x\\x1b[31m").doesNotContain("\033");
  }

  @Test
  public void theShippedLabIsInOrder() {
    assertThat(assay("lab", "check", "-o", "json")).isZero();
    assertThat(answer()).contains("\"lab\" : \"example\"");
  }

  @Test
  public void theSuitesAreListed() {
    assertThat(assay("suite", "ls", "-o", "csv")).isZero();
    assertThat(answer().lines().map(line -> line.split(",")[0])).contains("suite", "bvt", "nightly", "stress", "soak", "perf", "upgrade");
  }

  @Test
  public void helpNamesEveryCommandAndTheExitCodes() {
    var help = new StringWriter();
    assertThat(CommandLines.of(new AssayCommand(_ -> Terminal.plain(System.out, System.err))).setOut(new PrintWriter(help)).execute("--help")).isZero();
    assertThat(help.toString()).contains("run", "resume", "status", "watch", "logs", "report", "gate", "kpi", "bench", "hosts", "reserve", "borrow", "install", "extend", "release", "leases", "mlist", "mbroken", "mfixed", "lab", "suite", "doctor", "completion", "75 database");
  }

  @Test
  public void everyCommandExplainsItself() {
    var lines = new java.util.ArrayDeque<>(java.util.List.of(CommandLines.parser(new AssayCommand(_ -> Terminal.plain(System.out, System.err)))));
    int seen = 0;
    while (!lines.isEmpty()) {
      var line = lines.pop();
      seen++;
      lines.addAll(line.getSubcommands().values());
      assertThat(line.getCommandSpec().findOption("--help")).as(line.getCommandSpec().qualifiedName()).isNotNull();
      assertThat(line.getCommandSpec().findOption("-h").usageHelp()).isTrue();
    }
    assertThat(seen).isGreaterThan(50);
  }

  @Test
  public void theCompletionScriptKnowsTheCommands() {
    assertThat(assay("completion")).isZero();
    assertThat(answer()).contains("complete").contains("resume");
  }
}
