package dev.assay.site.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * May it be promoted?
 *
 * @param lines one per product version, with its newest build, newest first
 * @param build the build shown in full
 * @param blocking what is in its way, each once, what blocks most milestones first
 * @param milestones its decisions, the worst first
 * @param suites its newest whole run of each suite
 * @param unfinished its runs that did not end
 * @param mine the build or version of the "my branch" box; blank when none is chosen
 */
public record ReadinessView(
    List<Line> lines, List<String> builds, String build, String product, String version, List<Blocking> blocking, List<Milestone> milestones, List<SuiteLine> suites, List<RunFacts> unfinished,
    Grid grid, String mine, List<Line> mineLines) {

  /** Say in one line what the policies answer, the worst first: of those that wait only how many. */
  public List<Said> answers() {
    var answers = new ArrayList<Said>();
    for (var answer : List.of("NO-GO", "PENDING", "GO")) {
      var named = milestones.stream().filter(milestone -> milestone.answer().equals(answer)).map(Milestone::policy).toList();
      if (!named.isEmpty()) {
        answers.add(new Said(answer, answer.equals("PENDING") && named.size() > 1 ? named.size() + " that wait for results" : String.join(", ", named)));
      }
    }
    return answers;
  }

  /** An answer, and by which policies. */
  public record Said(String answer, String policies) {}

  public record Line(String version, String build, long runs, Instant newest, List<Word> words) {}

  public record Word(String milestone, String policy, String answer) {}

  public record Milestone(
      String milestone, String policy, String version, String answer, String baseline, Instant decidedAt, List<Rule> failed, List<Rule> pending, List<Rule> waived, List<Rule> ok) {

    /** Whether nothing of it calls for attention: it holds, or nothing that it asks about has been run. */
    public boolean calm() {
      return failed.isEmpty() && waived.isEmpty() && (pending.isEmpty() || ok.isEmpty());
    }

    public int criteria() {
      return failed.size() + pending.size() + waived.size() + ok.size();
    }
  }

  /**
   * One thing in the way of milestones.
   *
   * @param evidence of the criterion; blank where the name says it all
   */
  public record Blocking(Blocker what, String criterion, String evidence, List<String> milestones) {}

  /** A criterion as decided; {@code more} blockers are not listed. */
  public record Rule(String id, String evidence, String needs, List<Blocker> blockers, int more) {}

  /**
   * What is in the way: a case, an issue or a KPI.
   *
   * @param issue the known issue that its failure is linked to, or that it is itself; blank for none
   * @param owner of that issue; blank when nobody looks after it
   * @param since when its failure was first seen, on any build, or the issue entered; absent for a KPI
   */
  public record Blocker(String name, String issue, String owner, Optional<Instant> since) {

    public boolean isCase() {
      return since.isPresent() && !name.equals(issue);
    }
  }

  public record SuiteLine(RunFacts run, Tally tally) {}

  /** Areas down, suites across. */
  public record Grid(List<String> suites, List<GridRow> rows) {}

  public record GridRow(String area, List<Cell> cells) {}

  /**
   * An area in a suite.
   *
   * @param runs the latest runs of the same version, oldest first: shares of passed cases from 0 to 1, -1 where nothing was decided
   */
  public record Cell(Tally tally, List<Double> runs) {}
}
