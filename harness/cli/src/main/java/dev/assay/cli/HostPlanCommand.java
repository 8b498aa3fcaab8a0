package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.output.Texts;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.Outlook;
import dev.assay.inventory.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "plan",
    description = "Show the forward plan: who waits for what, why, and when it is expected to begin.",
    footerHeading = "%n",
    footer = "The interval holds eight of ten starts, if what runs takes as long as leases of its kind took before.")
public final class HostPlanCommand implements Callable<Integer> {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  HostsCommand hosts;

  @Override
  public Integer call() {
    var root = hosts.root;
    try (var services = Services.open(root.workspace())) {
      var lab = services.syncedLab();
      var now = SystemTime.real().now();
      var rows = columns();
      services.inventory().planForStanding(lab.name());
      var plan = services.inventory().plan(lab.name());
      plan.forEach(outlook -> add(rows, outlook));
      Printer.print(new Answer(terminal -> {
        terminal.line(plan.isEmpty() ? "nothing waits in lab " + lab.name() : plan.size() + (plan.size() == 1 ? " claim waits" : " claims wait") + " in lab " + lab.name());
        plan.forEach(outlook -> print(outlook, now, terminal));
        services.inventory().closures(lab.name()).forEach(closure -> terminal.line(Terminal.printable("closed  " + closure.host() + "  " + Texts.minute(closure.from()) + " to "
            + Texts.minute(closure.until()) + "  " + closure.why())));
      }, rows.asMaps(), rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  static Rows columns() {
    return new Rows("claim", "by", "priority", "request", "expected", "soonest", "latest", "planned on", "why");
  }

  static void add(Rows rows, Outlook outlook) {
    var forecast = outlook.forecast();
    var claim = forecast.claim();
    rows.add(Reservation.name(claim.id()), claim.by(), claim.priority(), claim.request().toString(), text(forecast.expected()), text(forecast.soonest()), text(forecast.latest()),
        forecast.hosts().stream().map(Object::toString).toList(), outlook.why());
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("");
  }

  static void print(Outlook outlook, Instant now, Terminal terminal) {
    var claim = outlook.forecast().claim();
    terminal.line(Terminal.printable((claim.id() == Long.MAX_VALUE ? "would be" : Reservation.name(claim.id())) + "  " + eta(outlook, now) + "  priority " + claim.priority() + "  " + claim.by() + "  " + claim.request()
        + (claim.terms().booked() ? "  booked" : "") + (claim.terms().preemptable() ? "  preemptable" : "")));
    if (!outlook.why().isEmpty()) {
      terminal.line("      " + Terminal.printable(outlook.why()));
    }
  }

  /** Say when: {@code in 2h10m (1h40m to 4h00m)}. */
  public static String eta(Outlook outlook, Instant now) {
    var forecast = outlook.forecast();
    if (outlook.why().isEmpty()) {
      return "now, on " + Texts.few(forecast.hosts().stream().map(Object::toString).toList(), " ");
    }
    return forecast.expected().map(expected -> "in " + from(now, expected) + " (" + forecast.soonest().map(soon -> from(now, soon)).orElse("?") + " to "
        + forecast.latest().map(late -> from(now, late)).orElse("?") + ")").orElse("never, as things are");
  }

  private static String from(Instant now, Instant then) {
    var wait = Duration.between(now, then);
    return Texts.brief(wait.isNegative() ? Duration.ZERO : wait);
  }
}
