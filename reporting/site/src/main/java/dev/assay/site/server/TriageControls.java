package dev.assay.site.server;

import dev.assay.analysis.gate.Severity;
import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.time.Time;
import dev.assay.database.Database;
import dev.assay.judge.triage.Issue;
import dev.assay.judge.triage.Mute;
import dev.assay.judge.triage.Mutes;
import dev.assay.judge.triage.Triage;
import dev.assay.site.access.Role;
import dev.assay.site.server.ApiRoute.Member;
import dev.assay.store.Findings;
import dev.assay.store.Runs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The calls by which people say what failures are, and mute tests: what {@code assay triage} and {@code assay test} do. */
final class TriageControls {

  private static final int MOST_DAYS = 90;

  private final Triage triage;
  private final Mutes mutes;
  private final Time time;

  TriageControls(Database database, Runs runs, Findings findings, Time time) {
    this.triage = Triage.over(database, runs, findings);
    this.mutes = Mutes.over(database);
    this.time = time;
  }

  List<ApiRoute> routes() {
    var ofCase = Member.text("case", "only failures of this case");
    return List.of(
        ApiRoute.post("/api/v1/failures/{failure}/link", Role.USER, "Say that a failure is a known issue, or a new one", this::link).taking(
            Member.text("issue", "a known issue's key"), Member.text("title", "of a new issue"), Member.text("severity", "of the new issue: BLOCKER, CRITICAL, MAJOR or MINOR"),
            Member.text("impact", "what the new issue means for users"), Member.text("owner", "of the new issue"), ofCase),
        ApiRoute.post("/api/v1/failures/{failure}/split", Role.USER, "Say that a failure is none of the known issues", this::split).taking(ofCase),
        ApiRoute.post("/api/v1/issues/{issue}", Role.USER, "Change what is written of an issue", this::edit).taking(
            Member.text("title", "its title"), Member.text("impact", "what it means for users"), Member.text("owner", "who looks after it"),
            Member.text("severity", "BLOCKER, CRITICAL, MAJOR or MINOR"), Member.text("state", "open or closed")),
        ApiRoute.post("/api/v1/rules", Role.USER, "Add a rule: error lines that match are that issue", this::addRule).taking(
            Member.text("issue", "its key").needed(), Member.text("pattern", "a regular expression").needed(), Member.text("cases", "a pattern of case names; any if not said")),
        ApiRoute.post("/api/v1/rules/{rule}/end", Role.USER, "End a rule", this::endRule),
        ApiRoute.post("/api/v1/tests/mute", Role.USER, "Mute a test for a while", this::mute).taking(
            Member.text("case", "the test").needed(), Member.text("owner", "who looks after it").needed(), Member.text("reason", "why").needed(),
            Member.text("ticket", "where it is worked on"), Member.number("days", "for how long, at most " + MOST_DAYS).needed()),
        ApiRoute.post("/api/v1/tests/unmute", Role.USER, "Unmute a test", this::unmute).taking(Member.text("case", "the test").needed()));
  }

  private ApiReply link(ApiCall call) {
    long number = failure(call);
    var issue = call.text("issue");
    if (issue.isPresent() == call.text("title").isPresent()) {
      throw new AssayException.Usage("linking F-" + number + ": name a known issue, or the title of a new one");
    }
    var key = issue.map(name -> known(name).key()).orElseGet(() -> triage.issues()
        .enter(call.required("title"), severity(call).orElse(Severity.MAJOR), call.text("impact").orElse(""), call.text("owner").orElse(""), call.who().name()).key());
    triage.link(number, call.text("case").map(CaseId::of), key, call.who().name());
    return ApiReply.ok(Map.of("failure", "F-" + number, "issue", key));
  }

  private ApiReply split(ApiCall call) {
    long number = failure(call);
    triage.split(number, call.text("case").map(CaseId::of), call.who().name());
    return ApiReply.ok(Map.of("failure", "F-" + number));
  }

  private ApiReply edit(ApiCall call) {
    var old = known(call.path("issue"));
    var state = call.text("state").orElse(old.open() ? "open" : "closed");
    if (!state.equals("open") && !state.equals("closed")) {
      throw new AssayException.Usage("changing issue " + old.key() + ": its state is open or closed, not '" + state + "'");
    }
    triage.issues().put(new Issue(
        old.key(), old.source(), call.text("title").orElse(old.title()), state.equals("open"), severity(call).orElse(old.severity()), call.text("impact").orElse(old.impact()),
        call.text("owner").orElse(old.owner()), old.url()), call.who().name(), "edited");
    return ApiReply.ok(Map.of("issue", old.key(), "state", state));
  }

  private ApiReply addRule(ApiCall call) {
    var issue = known(call.required("issue"));
    return ApiReply.ok(Map.of("rule", triage.addRule(issue.key(), call.required("pattern"), call.text("cases").orElse("*"), call.who().name())));
  }

  private ApiReply endRule(ApiCall call) {
    var name = call.path("rule");
    var rule = triage.rules().stream().filter(known -> Long.toString(known.number()).equals(name)).findFirst()
        .orElseThrow(() -> new AssayException.Nothing("ending rule " + name + ": there is none of that number"));
    triage.endRule(rule.number(), call.who().name());
    return ApiReply.ok(Map.of("rule", rule.number()));
  }

  private ApiReply mute(ApiCall call) {
    var days = call.required("days");
    if (!days.matches("[1-9]\\d?") || Integer.parseInt(days) > MOST_DAYS) {
      throw new AssayException.Usage("muting a test: 'days' is a whole number from 1 to " + MOST_DAYS + ", not '" + days + "'");
    }
    var until = time.now().plus(Duration.ofDays(Integer.parseInt(days)));
    mutes.mute(new Mute(CaseId.of(call.required("case")).value(), call.required("owner"), call.required("reason"), call.text("ticket").orElse(""), until, call.who().name()));
    return ApiReply.ok(Map.of("case", call.required("case"), "until", until.toString()));
  }

  private ApiReply unmute(ApiCall call) {
    mutes.unmute(CaseId.of(call.required("case")), call.who().name());
    return ApiReply.ok(Map.of("case", call.required("case")));
  }

  private long failure(ApiCall call) {
    var name = call.path("failure");
    return Optional.of(name).filter(text -> text.matches("F-[1-9]\\d{0,17}")).map(text -> Long.valueOf(text.substring(2))).filter(number -> triage.signature(number).isPresent())
        .orElseThrow(() -> new AssayException.Nothing("looking for failure '" + name + "': there is none; failures are named F-1, F-2 and so on"));
  }

  private Issue known(String key) {
    return triage.issues().find(key).orElseThrow(() -> new AssayException.Nothing("looking for issue '" + key + "': there is none"));
  }

  private static Optional<Severity> severity(ApiCall call) {
    return call.text("severity").map(text -> Arrays.stream(Severity.values()).filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT))).findFirst()
        .orElseThrow(() -> new AssayException.Usage("reading the request: 'severity' is one of " + Arrays.toString(Severity.values()) + ", not '" + text + "'")));
  }
}
