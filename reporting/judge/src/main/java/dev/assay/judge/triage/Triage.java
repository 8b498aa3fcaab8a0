package dev.assay.judge.triage;

import dev.assay.analysis.gate.DefectFact;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.database.Database;
import dev.assay.database.Transactions;
import dev.assay.judge.HostWide;
import dev.assay.store.CaseRecord;
import dev.assay.store.Findings;
import dev.assay.store.Findings.Place;
import dev.assay.store.Runs;
import dev.assay.store.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Sorts the failures of runs into new, known, flaky and the lab's, and keeps what people and rules say they are. */
public final class Triage {

  private static final int SUGGESTIONS = 3;

  private final Transactions transactions;
  private final Runs runs;
  private final Findings findings;
  private final Issues issues;

  private Triage(Database database, Runs runs, Findings findings) {
    this.issues = Issues.over(database);
    this.transactions = new Transactions(database);
    this.runs = runs;
    this.findings = findings;
  }

  /** Bring the schema up to date, and work there. */
  public static Triage over(Database database, Runs runs, Findings findings) {
    return new Triage(database, runs, findings);
  }

  public Issues issues() {
    return issues;
  }

  /** Say what each failure of a run is, as things are known now; changes nothing. */
  public List<Finding> sort(RunId run) {
    var failures = failures(run);
    if (failures.isEmpty()) {
      return List.of();
    }
    var known = transactions.runRepeatable("reading what is known of the failures of run " + run, connection ->
        new Knowledge(TriageRows.links(connection), TriageRows.rules(connection), TriageRows.alike(connection, signatures(failures)), TriageRows.muted(connection)));
    return failures.stream().map(failure -> Sorting.sort(failure, known)).toList();
  }

  /**
   * Sort a run that has ended, and keep what was linked by itself, so that later runs carry it over with its evidence. Doing it
   * twice changes nothing.
   */
  public List<Finding> settle(RunId run) {
    var signatures = signatures(failures(run));
    if (signatures.isEmpty()) {
      return List.of();
    }
    transactions.run("giving the failures of run " + run + " their templates", connection -> TriageRows.assignTemplates(connection, signatures));
    var sorted = sort(run);
    transactions.run("linking the failures of run " + run, connection -> {
      for (var finding : sorted) {
        if (finding.issue().isPresent() && (finding.how().equals(Optional.of(Link.How.RULE)) || finding.how().equals(Optional.of(Link.How.TEMPLATE)))) {
          for (var signature : finding.signatures()) {
            TriageRows.linkByItself(connection, signature.number(), finding);
          }
        }
      }
      return sorted;
    });
    return sorted;
  }

  private static List<Signature> signatures(List<Failure> failures) {
    return failures.stream().flatMap(failure -> failure.attempts().stream()).map(Failure.Attempt::signature).distinct().toList();
  }

  private List<Failure> failures(RunId run) {
    var signatures = new HashMap<Place, Signature>();
    var seenBefore = new TreeSet<Long>();
    for (var group : findings.failures(run)) {
      group.places().forEach(place -> signatures.put(place, group.signature()));
      group.known().ifPresent(_ -> seenBefore.add(group.signature().number()));
    }
    if (signatures.isEmpty()) {
      return List.of();
    }
    var cases = runs.cases(run);
    var suspect = HostWide.suspect(cases);
    var onSuspect = HostWide.failuresOn(cases, suspect);
    var failures = new ArrayList<Failure>();
    for (var record : cases) {
      var attempts = attempts(record, signatures, seenBefore);
      if (!attempts.isEmpty()) {
        var why = onSuspect.contains(record) ? suspect.orElseThrow().describe() : labsOwn(record);
        failures.add(new Failure(record.planned().id(), record.verdict().orElse(Verdict.INCONCLUSIVE), attempts, !why.isEmpty(), why));
      }
    }
    return failures;
  }

  private static List<Failure.Attempt> attempts(CaseRecord record, Map<Place, Signature> signatures, TreeSet<Long> seenBefore) {
    var attempts = new ArrayList<Failure.Attempt>();
    for (var attempt : record.attempts()) {
      var signature = signatures.get(new Place(record.planned().id(), attempt.number()));
      if (signature != null) {
        attempts.add(new Failure.Attempt(
            signature, attempt.outcome().map(Outcome::message).orElse(""), attempt.hosts(), seenBefore.contains(signature.number())));
      }
    }
    return attempts;
  }

  /** What ended as the lab's or the harness's own is infrastructure, unless the product failed in another attempt. */
  private static String labsOwn(CaseRecord record) {
    var blames = record.attempts().stream().flatMap(attempt -> attempt.outcome().stream()).map(Outcome::blame).toList();
    return blames.contains(Outcome.Blame.PRODUCT)
        ? ""
        : blames.stream().filter(blame -> blame == Outcome.Blame.LAB || blame == Outcome.Blame.HARNESS).findFirst()
            .map(blame -> blame == Outcome.Blame.LAB ? "what failed is the lab's" : "what failed is the harness's").orElse("");
  }

  /** Link all failures of a signature, or those of one case, to an issue; a person's word. */
  public void link(long signature, Optional<CaseId> testCase, String issue, String by) {
    var standing = issues.standing(issue);
    transactions.run("linking F-" + signature + " to " + standing, connection -> {
      Issues.required(connection, standing);
      TriageRows.linkByPerson(connection, signature, testCase.map(CaseId::value), Optional.of(standing), by);
      return standing;
    });
  }

  /** Decide that a signature's failures, or those of one case, are none of the known issues; no rule links them again. */
  public void split(long signature, Optional<CaseId> testCase, String by) {
    transactions.run("splitting F-" + signature, connection -> {
      TriageRows.linkByPerson(connection, signature, testCase.map(CaseId::value), Optional.empty(), by);
      return signature;
    });
  }

  /**
   * Add a rule: failures whose every error line is matched by rules of an issue are that issue.
   *
   * @throws AssayException.Usage when the expression is wrong, or matches the empty line and so everything
   */
  public long addRule(String issue, String pattern, String testCase, String by) {
    try {
      if (Pattern.compile(pattern).matcher("").find()) {
        throw new AssayException.Usage("adding a rule for " + issue + ": '" + pattern + "' matches an empty line, so it would match everything");
      }
    } catch (PatternSyntaxException e) {
      throw new AssayException.Usage("adding a rule for " + issue + ": '" + pattern + "' is no regular expression: " + e.getDescription() + " at " + e.getIndex());
    }
    var standing = issues.standing(issue);
    return transactions.run("adding a rule for " + standing, connection -> {
      Issues.required(connection, standing);
      return TriageRows.addRule(connection, standing, pattern, testCase, by);
    });
  }

  public void endRule(long number, String by) {
    transactions.run("ending rule " + number, connection -> TriageRows.endRule(connection, number, by));
  }

  public List<Rule> rules() {
    return transactions.read("reading the rules", TriageRows::rules);
  }

  public List<Link> links() {
    return transactions.read("reading the links", TriageRows::links);
  }

  /** Find a signature by its number. */
  public Optional<Signature> signature(long number) {
    return transactions.runRepeatable("reading F-" + number, connection -> TriageRows.signature(connection, number));
  }

  /** Suggest issues whose failures read like this one (trigrams); never linked by itself. */
  public List<Suggestion> suggest(long signature) {
    return transactions.read("looking for failures like F-" + signature, connection -> TriageRows.suggest(connection, signature, SUGGESTIONS));
  }

  /** An issue that may be the same; {@code likeness} goes from 0 to 1. */
  public record Suggestion(String issue, long signature, double likeness) {}

  /** List the open issues as a gate wants them, knowing which of them runs of the build show. */
  public List<DefectFact> openDefects(BuildId build) {
    var open = issues.open();
    if (open.isEmpty()) {
      return List.of();
    }
    var seen = new TreeSet<String>();
    runs.ofBuild(build.value(), Optional.empty()).forEach(run -> sort(run.id()).forEach(finding -> finding.issue().ifPresent(seen::add)));
    return open.stream()
        .map(issue -> new DefectFact(issue.key(), issue.title(), issue.severity(), issue.impact(), seen.contains(issue.key())))
        .toList();
  }

  /** Bring what was heard of a tracker's issues up to date; returns how many it told of. */
  public int refresh(DefectSource source, String by) {
    var open = source.open();
    open.forEach(issue -> issues.put(issue, by, "heard from " + source.name()));
    var keys = open.stream().map(Issue::key).toList();
    issues.all().stream()
        .filter(issue -> issue.source().equals(source.name()) && issue.open() && !keys.contains(issue.key()))
        .forEach(issue -> source.find(issue.key()).ifPresent(now -> issues.put(now, by, "heard from " + source.name())));
    return open.size();
  }
}
