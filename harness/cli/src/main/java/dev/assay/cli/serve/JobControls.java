package dev.assay.cli.serve;

import dev.assay.cli.ServerCommands;
import dev.assay.cli.Services;
import dev.assay.core.AssayException;
import dev.assay.site.access.Role;
import dev.assay.site.pages.Parameter;
import dev.assay.site.server.ApiCall;
import dev.assay.site.server.ApiReply;
import dev.assay.site.server.ApiRoute;
import dev.assay.site.server.ApiRoute.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls by which commands that take long are begun, followed and ended. */
final class JobControls {

  private final Jobs jobs;

  JobControls(Services services) {
    this.jobs = new Jobs(services);
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.post("/api/v1/jobs/{command}", Role.VIEWER, "Begin a command that takes long; what changes something takes a greater role", this::begin)
            .taking(Member.texts("words", "the whole, as typed; {command} is one of " + String.join(", ", ServerCommands.longNames())).needed()),
        ApiRoute.get("/api/v1/jobs", Role.VIEWER, "List commands that go on, and those that ended lately", _ -> ApiReply.ok(Map.of("jobs", jobs.list().stream().map(JobControls::brief).toList()))),
        ApiRoute.get("/api/v1/jobs/{job}", Role.VIEWER, "Read what a command has printed, in whole lines, and what it ended with", this::read).asked(List.of(
            Parameter.number("out", "from which byte of its answer on"), Parameter.number("err", "from which byte of its progress on"))),
        ApiRoute.post("/api/v1/jobs/{job}/cancel", Role.USER, "End a command that goes on; those of others take a lab-admin", this::cancel));
  }

  private ApiReply begin(ApiCall call) {
    var job = jobs.start(call.who(), call.path("command"), call.texts("words"));
    return ApiReply.accepted(Map.of("job", job.name()), "/api/v1/jobs/" + job.name());
  }

  private static Map<String, Object> brief(Jobs.Job job) {
    var json = new LinkedHashMap<String, Object>();
    json.put("job", job.name());
    json.put("command", job.command());
    json.put("by", job.who().name());
    json.put("state", job.exit().isPresent() ? "ended" : "running");
    job.exit().ifPresent(exit -> json.put("exit", exit));
    return json;
  }

  /** Whether it has ended is asked first: what is printed until then is whole. */
  private ApiReply read(ApiCall call) {
    var job = jobs.find(call.path("job"));
    var json = brief(job);
    boolean ended = json.containsKey("exit");
    var out = job.out().from(call.number("out", 0, Integer.MAX_VALUE, 0), ended);
    var err = job.err().from(call.number("err", 0, Integer.MAX_VALUE, 0), ended);
    json.put("out", out.text());
    json.put("outNext", out.next());
    json.put("err", err.text());
    json.put("errNext", err.next());
    return ApiReply.ok(json);
  }

  private ApiReply cancel(ApiCall call) {
    var job = jobs.find(call.path("job"));
    if (!job.who().name().equals(call.who().name()) && !call.who().role().covers(Role.LAB_ADMIN)) {
      throw new AssayException.Cancelled("ending " + job.name() + ": " + job.who().name() + " began it; ask them, or a lab administrator");
    }
    if (job.exit().isPresent()) {
      throw new AssayException.Nothing("ending " + job.name() + ": it has ended with " + job.exit().getAsInt());
    }
    jobs.cancel(job, call.who().name());
    return ApiReply.accepted(Map.of("job", job.name(), "asked", "cancel"), "/api/v1/jobs/" + job.name());
  }
}
