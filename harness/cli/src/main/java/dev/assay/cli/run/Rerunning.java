package dev.assay.cli.run;

import dev.assay.cli.Services;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.ExitCode;
import dev.assay.core.RunId;
import dev.assay.core.Verdict;
import dev.assay.store.CaseRecord;
import dev.assay.store.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * Tries chosen cases of a run again, once or many times, each time as a run of its own that says whose rerun it is. Made
 * for the command and for programs that look for flaky cases or for the build that broke one.
 */
public final class Rerunning {

  private final Services services;
  private final Terminal terminal;
  private final Format format;
  private final String policy;

  /** What a case came to over all reruns. */
  public record Tally(CaseId testCase, int passed, int failed, int undecided) {

    /** Return how many of its tries say something about the product. */
    public int decided() {
      return passed + failed;
    }

    private Tally and(Verdict verdict) {
      return switch (verdict) {
        case PASS -> new Tally(testCase, passed + 1, failed, undecided);
        case FAIL -> new Tally(testCase, passed, failed + 1, undecided);
        case INCONCLUSIVE, SKIPPED -> new Tally(testCase, passed, failed, undecided + 1);
      };
    }
  }

  /**
   * What to try again.
   *
   * @param cases which; empty for all of the run
   * @param build another build to try them with; empty for that of the run
   * @param seed of the first rerun, the next ones counting up; empty for that of the run
   */
  public record Request(RunRecord of, List<CaseId> cases, int times, Optional<String> build, OptionalLong seed, String owner) {

    public Request {
      cases = List.copyOf(cases);
      if (times < 1 || times > 1000) {
        throw new AssayException.Usage("trying " + of.id() + " again " + times + " times: it is a number from 1 to 1000");
      }
    }
  }

  /** The reruns, what their cases came to, and the worst exit code. */
  public record Result(List<RunId> runs, List<Tally> tallies, ExitCode exitCode) {}

  public Rerunning(Services services, Terminal terminal, Format format, String policy) {
    this.services = services;
    this.terminal = terminal;
    this.format = format;
    this.policy = policy;
  }

  /** Choose the cases of a run whose last attempt failed. */
  public static List<CaseId> failed(List<CaseRecord> cases) {
    return cases.stream().filter(testCase -> testCase.verdict().filter(verdict -> verdict == Verdict.FAIL).isPresent())
        .map(testCase -> testCase.planned().id()).toList();
  }

  /** Choose the cases that say nothing of the product: spoiled by the lab or the harness, or never tried. */
  public static List<CaseId> spoiled(List<CaseRecord> cases) {
    return cases.stream().filter(testCase -> testCase.verdict().orElse(Verdict.INCONCLUSIVE) == Verdict.INCONCLUSIVE)
        .map(testCase -> testCase.planned().id()).toList();
  }

  /** Run one rerun after the other; a run that cannot be finished ends the series. */
  public Result run(Request request, Conduct conduct) {
    var runs = new ArrayList<RunId>();
    var tallies = new LinkedHashMap<CaseId, Tally>();
    var exitCode = ExitCode.OK;
    for (int count = 0; count < request.times(); count++) {
      var ended = once(request, count, conduct);
      runs.add(ended.run());
      add(services.runs().cases(ended.run()), tallies);
      exitCode = worse(exitCode, ended.exitCode());
      if (ended.exitCode() == ExitCode.INTERRUPTED || ended.exitCode() == ExitCode.UNAVAILABLE) {
        break;
      }
    }
    return new Result(List.copyOf(runs), List.copyOf(tallies.values()), exitCode);
  }

  private RunController.Ended once(Request request, int count, Conduct conduct) {
    var single = request.times() == 1;
    var controller = new RunController(services, single ? terminal : terminal.withoutAnswers(), format, policy);
    return controller.run(asked(request, count), single ? conduct : conduct.withBriefReports());
  }

  /** Return what is asked of the rerun that has this number, counted from 0. */
  public static RunRequest asked(Request request, int count) {
    var stored = RunRequest.ofStored(request.of().header());
    long seed = request.seed().orElse(request.of().header().seed()) + count;
    return new RunRequest(stored.suite(), request.build().or(stored::build), stored.labFile(), OptionalLong.of(seed), stored.defects(), stored.faults(),
        request.cases().isEmpty() ? stored.only() : request.cases().stream().map(CaseId::value).toList(), stored.where(), stored.parallel(), stored.priority(),
        request.owner(), Optional.of(request.of().id()), stored.sizes());
  }

  private static void add(List<CaseRecord> cases, SequencedMap<CaseId, Tally> tallies) {
    for (var testCase : cases) {
      var id = testCase.planned().id();
      var before = tallies.getOrDefault(id, new Tally(id, 0, 0, 0));
      tallies.put(id, before.and(testCase.verdict().orElse(Verdict.INCONCLUSIVE)));
    }
  }

  /** A failure of the product is worse than anything else; otherwise the first bad code stays. */
  private static ExitCode worse(ExitCode one, ExitCode other) {
    return one == ExitCode.FAILED || other == ExitCode.FAILED ? ExitCode.FAILED : one == ExitCode.OK ? other : one;
  }
}
