package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.config.Suggestion;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.HostId;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.HostFacts;
import dev.assay.inventory.HostState;
import dev.assay.inventory.HostStatus;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.inventory.Pin;
import dev.assay.inventory.Transition;
import dev.assay.inventory.need.Attribute;
import dev.assay.inventory.need.Constraint;
import dev.assay.inventory.planning.Closure;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What is done with hosts, for the commands and for XenRT's names of them. */
final class HostWork {

  private static final int HISTORY = 10;

  private HostWork() {}

  static int list(AssayCommand root, String where) {
    var server = ServerLab.configured(root);
    if (server.isPresent()) {
      return server.get().list("hosts" + (where.isBlank() ? "" : "?where=" + ServerLab.parameter(where)));
    }
    // What is wrong with the constraint is said before a database is opened for it.
    Constraint.parse(where, HostFacts.vocabulary(root.workspace().lab()));
    try (var services = Services.open(root.workspace())) {
      Printer.print(Answer.of(LabAnswers.of(services).hosts(where)), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static int show(AssayCommand root, String name) {
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var status = named(services, lab, name);
      var history = services.inventory().history(status.host().id(), HISTORY);
      var closures = services.inventory().closures(lab.name()).stream().filter(closure -> closure.host().equals(status.host().id())).toList();
      Printer.print(details(status, pins(services, lab, status.host()), closures, history), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static HostStatus named(Services services, Lab lab, String name) {
    var hosts = services.leases().hosts(lab.name());
    return hosts.stream().filter(candidate -> candidate.host().id().equals(HostId.of(name))).findFirst()
        .orElseThrow(() -> {
          var names = hosts.stream().map(host -> host.host().id().value()).toList();
          return new AssayException.Nothing("looking for host '" + name + "' in lab " + lab.name() + ": there is none"
              + Suggestion.closest(name, names).map(near -> "; did you mean " + near + "?").orElse("; it has " + String.join(", ", names)));
        });
  }

  static int move(AssayCommand root, List<String> names, HostState state, HostsCommand.ReasonOptions reason) {
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var statuses = names.stream().map(name -> named(services, lab, name)).toList();
      statuses.forEach(status -> requireStep(status, state));
      var rows = new Rows("host", "before", "after", "lease");
      for (var status : statuses) {
        if (!reason.dryRun) {
          services.leases().setState(status.host().id(), state, user(), reason.why, reason.ticket);
        }
        rows.add(status.host().id().value(), status.stored().toString(), state.toString(), lease(status));
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  private static void requireStep(HostStatus status, HostState state) {
    if (!status.stored().canBecome(state)) {
      throw new AssayException.Usage("setting host " + status.host().id() + " to " + state + ": it is " + status.stored() + ", from which it cannot become that"
          + (status.stored() == HostState.RETIRED ? "; take it into maintenance first: assay hosts drain" : ""));
    }
  }

  static int close(AssayCommand root, List<String> names, String from, String until, HostsCommand.ReasonOptions reason) {
    var now = SystemTime.real().now();
    var start = Moments.parse(from, now);
    var end = Moments.parse(until, now);
    if (!start.isBefore(end) || !end.isAfter(now)) {
      throw new AssayException.Usage("closing hosts from " + from + " until " + until + ": the end is not after the beginning and after now");
    }
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var hosts = names.stream().map(name -> named(services, lab, name).host().id()).toList();
      if (!reason.dryRun) {
        services.inventory().close(hosts, start, end, user(), reason.why, reason.ticket);
      }
      var rows = new Rows("host", "closed from", "until", "why");
      hosts.forEach(host -> rows.add(host.value(), start.truncatedTo(ChronoUnit.SECONDS).toString(), end.truncatedTo(ChronoUnit.SECONDS).toString(), reason.why));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static int reopen(AssayCommand root, List<String> names, boolean dryRun) {
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var rows = new Rows("host", "closures taken back");
      for (var name : names) {
        var host = named(services, lab, name).host().id();
        var closures = services.inventory().closures(lab.name()).stream().filter(closure -> closure.host().equals(host)).count();
        rows.add(name, dryRun ? closures : services.inventory().reopen(host, user()));
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static String user() {
    return Asker.name();
  }

  /** What the host is held against when it is connected to, and where that comes from. */
  private static SequencedMap<String, Object> pins(Services services, Lab lab, Lab.Host host) {
    var pins = new LinkedHashMap<String, Object>();
    services.inventory().pin(lab.name(), host, Pin.Kind.SSH_KEY).ifPresent(pin -> pins.put("hostKey", pin.describe()));
    services.inventory().pin(lab.name(), host, Pin.Kind.CERTIFICATE).ifPresent(pin -> pins.put("certificate", pin.describe()));
    return pins;
  }

  private static Answer details(HostStatus status, SequencedMap<String, Object> pins, List<Closure> closures, List<Transition> history) {
    var host = status.host();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("host", host.id().value());
    facts.put("state", status.state().toString());
    facts.put("reason", reason(status));
    facts.put("since", status.lease().map(Lease::granted).orElse(status.since()).toString());
    facts.put("lease", lease(status));
    facts.put("closed", closures.stream().map(closure -> Texts.minute(closure.from()) + " to " + Texts.minute(closure.until()) + " (" + closure.why() + ")").toList());
    facts.put("lastGoodInstall", status.lastGoodInstall());
    facts.put("checked", status.checked().map(Object::toString).orElse("never"));
    facts.putAll(pins);
    facts.put("address", host.address());
    facts.put("mac", host.mac());
    for (var attribute : Attribute.values()) {
      var value = status.facts().show(attribute);
      if (!value.isEmpty() && attribute != Attribute.HOST && attribute != Attribute.STATE) {
        facts.put(attribute.word(), attribute.type() == Attribute.Type.SET ? status.facts().words(attribute) : value);
      }
    }
    var rows = new Rows("fact", "value");
    facts.forEach(rows::add);
    var json = new LinkedHashMap<>(facts);
    json.put("history", history.stream().map(HostWork::json).toList());
    return new Answer(terminal -> print(facts, history, terminal), json, rows);
  }

  private static SequencedMap<String, Object> json(Transition step) {
    var json = new LinkedHashMap<String, Object>();
    json.put("at", step.at().toString());
    json.put("from", step.before());
    json.put("to", step.after());
    json.put("who", step.who());
    json.put("why", step.why());
    json.put("ticket", step.ticket());
    return json;
  }

  private static void print(SequencedMap<String, Object> facts, List<Transition> history, Terminal terminal) {
    facts.forEach((name, value) -> {
      var text = value instanceof List<?> list ? String.join(", ", list.stream().map(String::valueOf).toList()) : value.toString();
      if (!text.isBlank()) {
        terminal.line(String.format("%-16s %s", name, Terminal.printable(text)));
      }
    });
    history.forEach(step -> terminal.line(Terminal.printable(String.format("%-16s %s -> %s  %s%s%s", Texts.minute(step.at()), step.before(), step.after(), step.who(),
        step.why().isEmpty() ? "" : ": " + step.why(), step.ticket().isEmpty() ? "" : " (" + step.ticket() + ")"))));
  }

  static String reason(HostStatus status) {
    return status.reason().isEmpty() ? "" : status.reason() + " [" + String.join(" ", List.of(status.who(), status.ticket())).strip() + "]";
  }

  static String lease(HostStatus status) {
    return status.lease().map(lease -> lease.id() + " " + lease.claimant().purpose() + " ->" + Texts.minute(lease.expires())).orElse("");
  }
}
