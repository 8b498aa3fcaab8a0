package dev.assay.cli;

import dev.assay.analysis.gate.Severity;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.core.RunId;
import dev.assay.judge.triage.Counts;
import dev.assay.judge.triage.Finding;
import dev.assay.judge.triage.Issue;
import dev.assay.judge.triage.TriageFile;
import dev.assay.store.Signature;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "triage", description = "Say which failures are which known issue.", subcommands = RuleCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay triage ls R-12                                 what of a run is new, known, flaky, the lab's",
      "  assay triage link F-7 --new 'VM lost on revert' --severity critical",
      "  assay triage rule add I-1 --message 'SR_BACKEND_FAILURE_47'"
    })
final class TriageCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of triage: ls, show, link, split, merge, rule, issues, edit, export, import or sync");
  }

  @Command(name = "ls", description = "Sort the failures of a run into new, known, flaky and the lab's own.")
  int ls(@Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).") @Nullable String run) {
    try (var services = Services.open(root.workspace())) {
      var record = ChosenRun.of(services.runs(), run);
      var findings = services.triage().sort(record.id());
      var rows = new Rows("kind", "case", "failure", "issue", "linked by", "muted", "message", "evidence");
      findings.forEach(finding -> rows.add(
          finding.kind().name(), finding.testCase().value(), finding.signatures().stream().map(Signature::name).toList(), finding.issue().orElse(""),
          finding.how().map(how -> how.name().toLowerCase(Locale.ROOT)).orElse(""), finding.muted(), finding.signatures().getFirst().message(), finding.evidence()));
      Printer.print(new Answer(terminal -> print(record.id(), findings, terminal), rows.asMaps(), rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static void print(RunId run, List<Finding> findings, Terminal terminal) {
    terminal.line(run + "  " + (findings.isEmpty() ? "nothing failed" : Counts.of(findings).describe()));
    for (var finding : findings) {
      terminal.line(String.format(" %-5s %s  %s%s%s", finding.kind(), finding.testCase(),
          finding.signatures().stream().map(Signature::name).collect(Collectors.joining(" ")), finding.issue().map(key -> "  " + key).orElse(""),
          finding.muted() ? "  muted" : ""));
      terminal.line("       " + Terminal.printable(finding.evidence().isEmpty() ? finding.signatures().getFirst().message() : finding.evidence()));
    }
    findings.stream().filter(finding -> finding.kind() == Finding.Kind.NEW).findFirst().ifPresent(finding -> terminal.line(
        "next: assay triage show " + finding.signatures().getFirst().name() + ", assay triage link " + finding.signatures().getFirst().name() + " --new TITLE"));
  }

  @Command(name = "show", description = "Show a failure (F-7) or an issue (I-3): what it is linked to, why, and what it may be.")
  int show(@Parameters(paramLabel = "NAME", description = "A failure such as F-7, or an issue such as I-3.") String name) {
    try (var services = Services.open(root.workspace())) {
      Printer.print(name.toUpperCase(Locale.ROOT).startsWith("F-") ? failure(services, number(name)) : issue(services, name), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static Answer failure(Services services, long number) {
    var triage = services.triage();
    var signature = triage.signature(number).orElseThrow(() -> new AssayException.Nothing("looking for F-" + number + ": there is no such failure; see: assay triage ls"));
    var rows = new Rows("what", "issue", "case", "said by", "evidence");
    triage.links().stream().filter(link -> link.signature() == number).forEach(link -> rows.add(
        link.how().name().toLowerCase(Locale.ROOT), link.issue().orElse("none"), link.testCase().orElse("any"), link.by(), link.evidence()));
    if (rows.isEmpty()) {
      triage.suggest(number).forEach(may -> rows.add(
          "suggested", may.issue(), "any", "likeness", String.format(Locale.ROOT, "reads like F-%d (%.2f)", may.signature(), may.likeness())));
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("failure", signature.name());
    json.put("verdict", signature.verdict().name());
    json.put("message", signature.message());
    json.put("frame", signature.frame());
    json.put("links", rows.asMaps());
    return new Answer(terminal -> {
      terminal.line(signature.name() + "  " + terminal.paint(signature.verdict().name()) + "  " + signature.frame());
      terminal.line(" " + Terminal.printable(signature.message()));
      rows.asMaps().forEach(row -> terminal.line(" " + row.get("what") + "  " + row.get("issue") + "  in case " + row.get("case") + "  " + row.get("evidence")));
      if (rows.isEmpty()) {
        terminal.line("next: assay triage link " + signature.name() + " --new TITLE --severity major");
      }
    }, json, rows);
  }

  private static Answer issue(Services services, String key) {
    var issue = found(services, key);
    var rows = new Rows("failure", "how", "case", "evidence", "message");
    services.triage().links().stream().filter(link -> link.issue().filter(issue.key()::equals).isPresent()).forEach(link -> rows.add(
        "F-" + link.signature(), link.how().name().toLowerCase(Locale.ROOT), link.testCase().orElse("any"), link.evidence(),
        services.triage().signature(link.signature()).map(Signature::message).orElse("")));
    var json = new LinkedHashMap<String, Object>(issueRows(List.of(issue)).asMaps().getFirst());
    json.put("failures", rows.asMaps());
    return new Answer(terminal -> {
      terminal.line(issue.key() + "  " + (issue.open() ? "open" : "closed") + "  " + issue.severity().name().toLowerCase(Locale.ROOT) + "  "
          + Terminal.printable(issue.title()) + (issue.owner().isEmpty() ? "" : "  owner " + Terminal.printable(issue.owner())));
      terminal.line(" impact: " + (issue.impact().isBlank() ? "not written down; assay triage edit " + issue.key() + " --impact TEXT" : Terminal.printable(issue.impact())));
      rows.asMaps().forEach(row -> terminal.line(" " + row.get("failure") + "  " + row.get("how") + "  in case " + row.get("case") + "  " + Terminal.printable(String.valueOf(row.get("message")))));
    }, json, rows);
  }

  private static Issue found(Services services, String key) {
    return services.triage().issues().find(key).orElseThrow(() ->
        new AssayException.Nothing("looking for issue " + key + ": there is none; see: assay triage issues"));
  }

  @Command(name = "issues", description = "List the known issues.")
  int issues(@Option(names = "--all", description = "Closed ones too.") boolean all) {
    try (var services = Services.open(root.workspace())) {
      Printer.print(Answer.of(issueRows(services.triage().issues().all().stream().filter(issue -> all || issue.open()).toList())), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static Rows issueRows(List<Issue> issues) {
    var rows = new Rows("issue", "state", "severity", "owner", "title", "impact", "source", "url");
    issues.forEach(issue -> rows.add(
        issue.key(), issue.open() ? "open" : "closed", issue.severity().name().toLowerCase(Locale.ROOT), issue.owner(), issue.title(), issue.impact(),
        issue.source(), issue.url()));
    return rows;
  }

  @Command(name = "link", description = "Say that a failure is a known issue, or a new one.")
  int link(
      @Parameters(index = "0", paramLabel = "FAILURE", description = "Such as F-7.") String failure,
      @Parameters(index = "1", arity = "0..1", paramLabel = "ISSUE", description = "Such as I-3, or a key of the tracker.") @Nullable String issue,
      @Option(names = "--new", paramLabel = "TITLE", description = "Enter a new issue of this title.") @Nullable String title,
      @Option(names = "--severity", defaultValue = "MAJOR", description = "Of the new issue: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).") Severity severity,
      @Option(names = "--impact", defaultValue = "", paramLabel = "TEXT", description = "What the new issue means for users.") String impact,
      @Option(names = "--owner", defaultValue = "", paramLabel = "NAME", description = "Who looks after the new issue.") String owner,
      @Option(names = "--case", paramLabel = "CASE", description = "Only failures of this case.") @Nullable String testCase) {
    if ((issue == null) == (title == null)) {
      throw new AssayException.Usage("linking " + failure + ": name an issue, or enter a new one with --new TITLE");
    }
    long number = number(failure);
    try (var services = Services.open(root.workspace())) {
      var triage = services.triage();
      triage.signature(number).orElseThrow(() -> new AssayException.Nothing("linking " + failure + ": there is no such failure; see: assay triage ls"));
      var key = title != null ? triage.issues().enter(title, severity, impact, owner, user()).key() : known(services, String.valueOf(issue));
      triage.link(number, Optional.ofNullable(testCase).map(CaseId::of), key, user());
      Printer.print(failure(services, number), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  /** An issue that is not known here may be the tracker's. */
  private static String known(Services services, String key) {
    var issues = services.triage().issues();
    if (issues.find(key).isEmpty()) {
      Trackers.configured().flatMap(tracker -> tracker.find(key)).ifPresent(issue -> issues.put(issue, user(), "heard from " + issue.source()));
    }
    return found(services, key).key();
  }

  @Command(name = "split", description = "Say that a failure is none of the known issues; no rule links it again.")
  int split(
      @Parameters(paramLabel = "FAILURE", description = "Such as F-7.") String failure,
      @Option(names = "--case", paramLabel = "CASE", description = "Only failures of this case.") @Nullable String testCase) {
    try (var services = Services.open(root.workspace())) {
      services.triage().split(number(failure), Optional.ofNullable(testCase).map(CaseId::of), user());
      Printer.print(failure(services, number(failure)), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "merge", description = "Say that one issue is another: its links and rules become the other's, and it closes.")
  int merge(
      @Parameters(index = "0", paramLabel = "DUPLICATE", description = "The issue that closes.") String duplicate,
      @Parameters(index = "1", paramLabel = "INTO", description = "The issue that stays.") String into) {
    try (var services = Services.open(root.workspace())) {
      services.triage().issues().merge(duplicate, into, user());
      Printer.print(issue(services, into), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "edit", description = "Change what is written of an issue.")
  int edit(
      @Parameters(paramLabel = "ISSUE", description = "Such as I-3.") String key,
      @Option(names = "--title", paramLabel = "TEXT", description = "Its title.") @Nullable String title,
      @Option(names = "--severity", description = "${COMPLETION-CANDIDATES}.") @Nullable Severity severity,
      @Option(names = "--impact", paramLabel = "TEXT", description = "What it means for users; a gate may ask for it.") @Nullable String impact,
      @Option(names = "--owner", paramLabel = "NAME", description = "Who looks after it.") @Nullable String owner,
      @Option(names = "--close", description = "It is repaired.") boolean close,
      @Option(names = "--reopen", description = "It is not.") boolean reopen) {
    if (close && reopen) {
      throw new AssayException.Usage("editing issue " + key + ": --close and --reopen exclude each other");
    }
    try (var services = Services.open(root.workspace())) {
      var old = found(services, key);
      services.triage().issues().put(new Issue(
          old.key(), old.source(), title == null ? old.title() : title, close ? false : reopen || old.open(), severity == null ? old.severity() : severity,
          impact == null ? old.impact() : impact, owner == null ? old.owner() : owner, old.url()), user(), "edited");
      Printer.print(issue(services, key), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "export", description = "Write issues and their linked failures as CSV.")
  int export(@Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to (default: standard output).") @Nullable Path file) throws IOException {
    try (var services = Services.open(root.workspace())) {
      var csv = TriageFile.export(services.database());
      if (file == null) {
        csv.lines().forEach(root.terminal()::line);
      } else {
        Files.writeString(file, csv);
        root.terminal().progress("wrote " + file);
      }
      return ExitCode.OK.number();
    }
  }

  @Command(name = "import", description = "Read issues and links from CSV, as 'triage export' writes it; all of it or nothing.")
  int read(@Parameters(paramLabel = "FILE", description = "The file.") Path file) {
    String csv;
    try {
      csv = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new AssayException.Usage("importing " + file + ": there is no such file");
    } catch (CharacterCodingException e) {
      throw new AssayException.Usage("importing " + file + ": it is no text in UTF-8");
    } catch (IOException e) {
      throw new AssayException.Usage("importing " + file + ": it cannot be read: " + e.getMessage());
    }
    var server = ServerClient.configured(root);
    Printer.print(Answer.of(server.isPresent() ? send(server.get(), file, csv) : store(file, csv)), root.format, root.terminal());
    return ExitCode.OK.number();
  }

  private Rows store(Path file, String csv) {
    try (var services = Services.open(root.workspace())) {
      var imported = TriageFile.read(services.database(), file.toString(), csv, user());
      return new Rows("issues", "links", "unknown failures").add(imported.issues(), imported.linked(), imported.unknownSignatures());
    }
  }

  private static Rows send(ServerClient server, Path file, String csv) {
    var stored = server.upload("triage/imports", new LinkedHashMap<>(Map.of("name", file.toString())), csv.getBytes(StandardCharsets.UTF_8));
    return new Rows("issues", "links", "unknown failures").add(stored.path("issues").asInt(), stored.path("links").asInt(), stored.path("unknownFailures").asInt());
  }

  @Command(name = "sync", description = "Hear of the tracker's open issues: Jira at $ASSAY_JIRA_URL, by $ASSAY_JIRA_QUERY, with $ASSAY_JIRA_TOKEN.")
  int sync() {
    var tracker = Trackers.configured().orElseThrow(() ->
        new AssayException.Usage("hearing of a tracker's issues: none is configured; set ASSAY_JIRA_URL, ASSAY_JIRA_QUERY and ASSAY_JIRA_TOKEN"));
    try (var services = Services.open(root.workspace())) {
      int heard = services.triage().refresh(tracker, user());
      root.terminal().progress("heard of " + heard + " open issues from " + tracker.name());
      Printer.print(Answer.of(issueRows(services.triage().issues().open())), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static long number(String failure) {
    if (!failure.toUpperCase(Locale.ROOT).matches("F-\\d{1,15}")) {
      throw new AssayException.Usage("reading the failure '" + failure + "': expected a name such as F-7; see: assay triage ls");
    }
    return Long.parseLong(failure.substring(2));
  }

  private static String user() {
    return Asker.name();
  }
}
