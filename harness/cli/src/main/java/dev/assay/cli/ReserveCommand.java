package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Texts;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.Application;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.HostFacts;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.inventory.Reservation;
import dev.assay.inventory.need.Request;
import dev.assay.inventory.planning.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "reserve",
    description = "Reserve hosts, and what they share, for a person: now, when they come free, or at a time to come.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay reserve \"2 hosts, where class == 'perf-a'\" --for 4h --why 'ring-lock, R-5522'",
      "  assay reserve \"pool of 3, spread rack, where memory >= 256GiB, with iscsi, with 8 ipv4\" --for 1d --why RC1 --at 2026-12-01T20:00",
      "  assay reserve \"1 host, prefer ams-h03, not on ams-h04\" --for 2h --why 'again where it failed' --dry-run",
      "",
      "Clauses of a request: same ATTRIBUTE, spread ATTRIBUTE, where CONSTRAINT,",
      "with [exclusive] [N] KIND ['NAME'], not on HOST..., prefer HOST..., explore;",
      "'pool of N' is N hosts of one class at one site; ';' begins another group."
    })
final class ReserveCommand implements Callable<Integer> {

  private static final Duration ASK_EVERY = Duration.ofSeconds(1);

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(paramLabel = "REQUEST", description = "What is asked for, as \"2 hosts, where cpus >= 32\".")
  String request = "";

  @Option(names = "--for", paramLabel = "LENGTH", defaultValue = "4h", description = "How long the lease lasts (default: ${DEFAULT-VALUE}).")
  String length = "4h";

  @Option(names = {"--why", "-m"}, paramLabel = "TEXT", required = true, description = "For what; it is shown to whoever waits for the hosts.")
  String why = "";

  @Option(names = "--ticket", paramLabel = "TICKET", defaultValue = "", description = "The ticket that it is for.")
  String ticket = "";

  @Option(names = "--at", paramLabel = "TIME", description = "Book it for this time: what is planned keeps clear of it. " + Moments.HELP)
  @Nullable String at;

  @Option(names = "--after", paramLabel = "TIME", description = "Not before this time. " + Moments.HELP)
  @Nullable String after;

  @Option(names = "--deadline", paramLabel = "TIME", description = "Drop the claim when it has not begun by then. " + Moments.HELP)
  @Nullable String deadline;

  @Option(names = "--hours", paramLabel = "HH:MM-HH:MM", description = "Begin in these hours of the day only, UTC.")
  @Nullable String hours;

  @Option(names = "--priority", paramLabel = "N", defaultValue = "5", description = "Place in the queue, 1 first to 9 last (default: ${DEFAULT-VALUE}).")
  int priority = 5;

  @Option(names = "--preemptable", description = "Others may have the hosts evicted, with notice.")
  boolean preemptable;

  @Option(names = "--wait", paramLabel = "LENGTH", description = "Wait so long for the hosts (default: not at all; the claim stays in the queue).")
  @Nullable String wait;

  @Option(names = "--now-or-never", description = "Leave no claim in the queue when the hosts are not to be had now.")
  boolean nowOrNever;

  @Option(names = "--dry-run", description = "Say what would be granted, or when, and reserve nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (ServerClient.configured(root).isPresent()) {
      return throughServer(request);
    }
    return reserve(Request.parse(request, HostFacts.vocabulary(root.workspace().lab())));
  }

  private int throughServer(String text) {
    if (wait != null) {
      throw new AssayException.Usage("reserving through the server with --wait: the claim stays in the queue there; leave --wait out and see 'assay hosts plan'");
    }
    var wish = new java.util.LinkedHashMap<String, String>();
    wish.put("request", text);
    wish.put("for", length);
    wish.put("why", why);
    wish.put("ticket", ticket);
    wish.put("at", at == null ? "" : at);
    wish.put("after", after == null ? "" : after);
    wish.put("deadline", deadline == null ? "" : deadline);
    wish.put("hours", hours == null ? "" : hours);
    wish.put("priority", String.valueOf(priority));
    wish.put("preemptable", preemptable ? "true" : "");
    wish.put("nowOrNever", nowOrNever ? "true" : "");
    wish.put("dryRun", dryRun ? "true" : "");
    return ServerLab.configured(root).orElseThrow().reserve(wish);
  }

  int reserve(Request parsed) {
    if (ServerClient.configured(root).isPresent()) {
      return throughServer(parsed.toString());
    }
    var now = SystemTime.real().now();
    if (priority < 1 || priority > 9) {
      throw new AssayException.Usage("reserving with --priority " + priority + ": it is a number from 1, first, to 9, last");
    }
    var terms = new WishedTimes(Optional.ofNullable(at), Optional.ofNullable(after), Optional.ofNullable(deadline), Optional.ofNullable(hours))
        .terms(Moments.length("--for", length), preemptable, now);
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var claimant = new Claimant(lab.name(), HostWork.user(), why, "");
      var application = Application.of(dev.assay.core.Need.of(1), claimant, priority, Moments.length("--for", length)).asking(parsed).on(terms).standing(why, ticket);
      return dryRun ? rehearse(services, application, now) : reserve(services, lab, application);
    }
  }

  private int rehearse(Services services, Application application, Instant now) {
    var outlook = services.inventory().rehearse(application);
    var forecast = outlook.forecast();
    var rows = new Rows("request", "hosts", "expected", "soonest", "latest", "why").add(application.request().toString(),
        forecast.hosts().stream().map(Object::toString).toList(), text(forecast.expected()), text(forecast.soonest()), text(forecast.latest()), outlook.why());
    Printer.print(new Answer(terminal -> HostPlanCommand.print(outlook, now, terminal), rows.asMaps(), rows), root.format, root.terminal());
    return (forecast.expected().isPresent() ? ExitCode.OK : ExitCode.NO_CAPACITY).number();
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  private int reserve(Services services, Lab lab, Application application) {
    var asked = services.inventory().requestNow(application);
    var reservation = asked.reservation();
    var lease = asked.lease().or(() -> waitFor(services, reservation));
    if (lease.isPresent()) {
      Printer.print(granted(lab, lease.get()), root.format, root.terminal());
      return ExitCode.OK.number();
    }
    if (nowOrNever) {
      var reason = services.leases().waiting(reservation);
      services.leases().withdraw(reservation);
      throw new AssayException.Capacity("reserving " + application.request() + " now: " + reason + "; leave --now-or-never out to wait in the queue");
    }
    var now = SystemTime.real().now();
    var outlook = services.inventory().plan(lab.name()).stream().filter(candidate -> candidate.forecast().claim().id() == reservation.id()).findFirst();
    var rows = new Rows("claim", "state", "expected", "why").add(reservation.name(), "waiting",
        outlook.map(found -> text(found.forecast().expected())).orElse(""), outlook.map(found -> found.why()).orElse(""));
    Printer.print(new Answer(terminal -> {
      outlook.ifPresent(found -> HostPlanCommand.print(found, now, terminal));
      terminal.line("next: assay hosts plan | assay release " + reservation.name());
    }, rows.asMaps(), rows), root.format, root.terminal());
    return ExitCode.INCONCLUSIVE.number();
  }

  private Optional<Lease> waitFor(Services services, Reservation reservation) {
    var time = SystemTime.real();
    var limit = time.now().plus(wait == null ? Duration.ZERO : Moments.length("--wait", wait));
    while (true) {
      var lease = services.leases().grant(reservation);
      if (lease.isPresent() || !time.now().isBefore(limit)) {
        return lease;
      }
      root.terminal().progress("waiting   " + services.leases().waiting(reservation));
      time.sleep(ASK_EVERY);
    }
  }

  private static Answer granted(Lab lab, Lease lease) {
    var hosts = lease.tokens().keySet().stream().map(Object::toString).toList();
    var shared = LeasesCommand.resources(lab, lease);
    var rows = new Rows("lease", "hosts", "with", "expires").add(lease.id().value(), hosts, shared, lease.expires().toString());
    return new Answer(terminal -> {
      terminal.line(lease.id() + "  " + Texts.few(hosts, " ") + (shared.isEmpty() ? "" : "  with " + String.join(" ", shared)) + "  until "
          + Texts.minute(lease.expires()));
      terminal.line("next: assay extend " + lease.id() + " --for 4h | assay return " + lease.id());
    }, rows.asMaps(), rows);
  }

  /** Name what a lease has beside hosts. */
  static List<String> named(Lab lab, List<Unit> units) {
    return units.stream().map(unit -> lab.resources().stream().filter(resource -> resource.name().equals(unit.resource())).findFirst()
        .map(resource -> resource.unit(unit.index())).orElse(unit.resource())).toList();
  }
}
