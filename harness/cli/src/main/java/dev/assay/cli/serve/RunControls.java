package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.Controllers;
import dev.assay.cli.run.Rerunning;
import dev.assay.cli.run.RunController;
import dev.assay.cli.run.RunRequest;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.site.access.Role;
import dev.assay.site.server.ApiCall;
import dev.assay.site.server.ApiReply;
import dev.assay.site.server.ApiRoute;
import dev.assay.site.server.ApiRoute.Member;
import dev.assay.store.RunOrders;
import dev.assay.store.RunQueue;
import dev.assay.store.RunRecord;
import dev.assay.testkit.Quantities;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The calls by which runs are submitted, ended, let go on and tried again. */
final class RunControls {

  private static final int WAIT_MINUTES = 720;
  private static final int DAY_MINUTES = 1440;

  private final Services services;

  RunControls(Services services) {
    this.services = services;
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/runs", Role.USER, "Submit a run", this::submit).taking(
            Member.text("suite", "its name").needed(), Member.text("build", "the build under test; the lab's default if not said"),
            Member.texts("only", "patterns of case names, with * for any text"), Member.text("where", "what each host must satisfy beyond what the cases need"),
            Member.number("seed", "of the simulated lab"), Member.text("sizes", "quick, published, or NAME=NUMBER, with commas; the server's own if not said"),
            Member.texts("defects", "seeded defects of the simulated product"), Member.texts("faults", "what goes wrong in the simulated lab by itself"), Member.number("parallel", "how many sets of hosts work at once"),
            Member.number("priority", "1 first to 9 last"), Member.number("waitMinutes", "how long to wait for hosts"),
            Member.number("limitMinutes", "how long the whole may take"), Member.number("pauseMinutes", "how long to keep the bench after a failure"),
            Member.text("policy", "a shipped gate policy; that of the suite if not said")),
        ApiRoute.post("/api/v1/runs/{run}/cancel", Role.USER, "End a run for good", this::cancel).taking(Member.text("why", "said in the run's reports")),
        ApiRoute.post("/api/v1/runs/{run}/go-on", Role.USER, "Let a run go on that keeps its bench after a failure", this::goOn),
        ApiRoute.post("/api/v1/runs/{run}/rerun", Role.USER, "Try cases of a run again", this::rerun).taking(
            Member.text("which", "all, failed or infra-failed"), Member.text("build", "another build"), Member.number("seed", "of the first rerun"),
            Member.number("times", "how often, each time as a run of its own")),
        ApiRoute.get("/api/v1/queue", Role.VIEWER, "List the submitted runs that wait for a server", _ ->
            ApiReply.ok(Map.of("runs", services.queue().waiting().stream().map(RunId::value).toList()))));
  }

  private ApiReply submit(ApiCall call) {
    var suite = call.required("suite");
    int priority = number(call, "priority", 1, 9).orElse(5);
    var request = new RunRequest(suite, call.text("build"), services.workspace().labFile(), seed(call), call.texts("defects"), call.texts("faults"), call.texts("only"),
        number(call, "parallel", 1, 64).orElse(1), priority, call.who().name(), Optional.empty()).where(call.text("where").orElse(""));
    request = call.text("sizes").map(Quantities::parse).map(request::sized).orElse(request);
    return submitted(List.of(queue(request, call)));
  }

  private RunId queue(RunRequest request, ApiCall call) {
    var policy = call.text("policy").orElse(request.suite());
    if (policy.contains("/") || policy.contains(".")) {
      throw new AssayException.Usage("choosing the gate policy '" + policy + "': name a shipped one; files are read by the command line only");
    }
    var run = controller(policy).submit(request);
    services.queue().submit(new RunQueue.Entry(run, request.priority(), policy, Duration.ofMinutes(number(call, "waitMinutes", 0, DAY_MINUTES).orElse(WAIT_MINUTES)),
        number(call, "limitMinutes", 1, 100 * DAY_MINUTES).map(Duration::ofMinutes), number(call, "pauseMinutes", 1, 7 * DAY_MINUTES).map(Duration::ofMinutes)));
    return run;
  }

  private static ApiReply submitted(List<RunId> runs) {
    return ApiReply.accepted(Map.of("run", runs.getFirst().value(), "runs", runs.stream().map(RunId::value).toList()), "/runs/" + runs.getFirst());
  }

  private ApiReply cancel(ApiCall call) {
    var record = run(call);
    services.orders().ask(record.id(), RunOrders.Kind.CANCEL, call.who().name(), call.text("why").orElse(""));
    if (!services.queue().has(record.id()) && (record.state() == RunRecord.State.INTERRUPTED || Controllers.isKnownDead(record.header().controller()))) {
      var order = services.orders().cancellation(record.id()).orElseThrow();
      controller(record.header().suite().value()).endCancelled(record, order);
    }
    return ApiReply.accepted(Map.of("run", record.id().value(), "asked", "cancel"), "/runs/" + record.id());
  }

  private ApiReply goOn(ApiCall call) {
    var record = run(call);
    if (services.orders().paused(record.id()).isEmpty()) {
      throw new AssayException.Cancelled("letting run " + record.id() + " go on: it does not pause");
    }
    services.orders().ask(record.id(), RunOrders.Kind.GO_ON, call.who().name(), "");
    return ApiReply.accepted(Map.of("run", record.id().value(), "asked", "go-on"), "/runs/" + record.id());
  }

  private ApiReply rerun(ApiCall call) {
    var record = run(call);
    var cases = services.runs().cases(record.id());
    var which = call.text("which").orElse("all");
    var chosen = switch (which) {
      case "all" -> List.<dev.assay.core.CaseId>of();
      case "failed" -> Rerunning.failed(cases);
      case "infra-failed" -> Rerunning.spoiled(cases);
      default -> throw new AssayException.Usage("trying run " + record.id() + " again: 'which' is all, failed or infra-failed, not '" + which + "'");
    };
    if (chosen.isEmpty() && !which.equals("all")) {
      throw new AssayException.Nothing("trying run " + record.id() + " again: none of its " + record.planned() + " cases "
          + (which.equals("failed") ? "failed" : "was spoiled by the lab or left untried"));
    }
    int times = number(call, "times", 1, 100).orElse(1);
    var request = new Rerunning.Request(record, chosen, times, call.text("build"), seed(call), call.who().name());
    return submitted(java.util.stream.IntStream.range(0, times).mapToObj(count -> queue(Rerunning.asked(request, count), call)).toList());
  }

  private RunRecord run(ApiCall call) {
    var id = RunId.of(call.path("run").toUpperCase(Locale.ROOT));
    return services.runs().find(id).orElseThrow(() -> new AssayException.Nothing("looking for run '" + id + "': there is none"));
  }

  private RunController controller(String policy) {
    var silent = new PrintStream(OutputStream.nullOutputStream());
    return new RunController(services, Terminal.plain(silent, silent), Format.table, policy);
  }

  private static OptionalLong seed(ApiCall call) {
    return call.text("seed").map(text -> whole("seed", text)).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  private static Optional<Integer> number(ApiCall call, String name, int least, int most) {
    return call.text(name).map(text -> {
      long value = whole(name, text);
      if (value < least || value > most) {
        throw new AssayException.Usage("reading the request: member '" + name + "' is a number from " + least + " to " + most + ", not " + value);
      }
      return (int) value;
    });
  }

  private static long whole(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new AssayException.Usage("reading the request: member '" + name + "' is a whole number, not '" + text + "'");
    }
  }
}
