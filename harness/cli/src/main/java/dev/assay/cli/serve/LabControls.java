package dev.assay.cli.serve;

import dev.assay.cli.LabAnswers;
import dev.assay.cli.LabAnswers.Wish;
import dev.assay.cli.Services;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.inventory.HostState;
import dev.assay.site.access.Role;
import dev.assay.site.pages.Parameter;
import dev.assay.site.server.ApiCall;
import dev.assay.site.server.ApiReply;
import dev.assay.site.server.ApiRoute;
import dev.assay.site.server.ApiRoute.Member;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calls behind the command line's lab commands: each answers with the rows that the command prints. */
final class LabControls {

  private static final List<HostState> BY_PEOPLE = List.of(HostState.READY, HostState.MAINTENANCE, HostState.QUARANTINED);

  private final Services services;

  LabControls(Services services) {
    this.services = services;
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/lab/hosts", Role.VIEWER, "List hosts, as 'assay hosts ls'", call ->
            rows(lab().hosts(call.query("where").orElse("")))).asked(List.of(Parameter.text("where", "a constraint that they satisfy, such as cpus >= 32"))),
        ApiRoute.get("/api/v1/lab/leases", Role.VIEWER, "List who holds which hosts, as 'assay leases'", _ -> rows(lab().leases())),
        ApiRoute.get("/api/v1/lab/plan", Role.VIEWER, "Show the forward plan: who waits for what, why, and when it is expected to begin", _ -> rows(lab().plan())),
        ApiRoute.post("/api/v1/lab/claims", Role.USER, "Reserve hosts: now, when they come free, or at a time to come", this::reserve).taking(
            Member.text("request", "such as '2 hosts, where cpus >= 32'").needed(), Member.text("for", "how long, such as 4h").needed(), Member.text("why", "what for").needed(),
            Member.text("ticket", "the ticket it is for"), Member.text("at", "when, for a booking"), Member.text("after", "not before"), Member.text("deadline", "dropped then"),
            Member.text("hours", "hours of the day, such as 20:00-06:00"), Member.number("priority", "1 first to 9 last"), Member.text("preemptable", "'true': others may have it evicted"),
            Member.text("nowOrNever", "'true': leave no claim waiting"), Member.text("dryRun", "'true': say what would be granted, reserve nothing")),
        ApiRoute.post("/api/v1/lab/holdings/{name}/release", Role.USER, "Give back a lease, by its name or a host's, or withdraw a claim", call ->
            rows(lab().release(call.path("name"), call.who().name(), call.who().role().covers(Role.LAB_ADMIN) && isTrue(call, "force"))))
            .taking(Member.text("force", "'true', from a lab administrator: also what is somebody else's")),
        ApiRoute.post("/api/v1/lab/holdings/{name}/extend", Role.USER, "Let a person's lease end later", call ->
            rows(lab().extend(call.path("name"), call.required("for"), call.who().name(), call.who().role().covers(Role.LAB_ADMIN))))
            .taking(Member.text("for", "how much longer, such as 4h").needed()),
        ApiRoute.post("/api/v1/lab/hosts/{host}/state", Role.LAB_ADMIN, "Take a host out of service, or back into it", this::move).taking(
            Member.text("state", "ready, maintenance or quarantined").needed(), Member.text("why", "shown to whoever asks").needed(), Member.text("ticket", "that tracks it")));
  }

  private LabAnswers lab() {
    return LabAnswers.of(services);
  }

  private static ApiReply rows(Rows rows) {
    return ApiReply.ok(Map.of("rows", rows.asMaps()));
  }

  private static boolean isTrue(ApiCall call, String member) {
    return call.text(member).filter("true"::equals).isPresent();
  }

  private ApiReply reserve(ApiCall call) {
    return rows(lab().reserve(new Wish(call.required("request"), call.who().name(), call.required("for"), call.required("why"), call.text("ticket").orElse(""), call.text("at"),
        call.text("after"), call.text("deadline"), call.text("hours"), priority(call), isTrue(call, "preemptable"), isTrue(call, "nowOrNever"), isTrue(call, "dryRun"))));
  }

  private static int priority(ApiCall call) {
    var text = call.text("priority").orElse("5");
    if (!text.matches("[1-9]")) {
      throw new AssayException.Usage("reading the request: member 'priority' is a number from 1 to 9, not '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  private ApiReply move(ApiCall call) {
    var word = call.required("state");
    var state = BY_PEOPLE.stream().filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(word)).findFirst()
        .orElseThrow(() -> new AssayException.Usage("reading the request: member 'state' is '" + word + "'; expected one of " + BY_PEOPLE));
    return rows(lab().move(call.path("host"), state, call.who().name(), call.required("why"), call.text("ticket").orElse("")));
  }
}
