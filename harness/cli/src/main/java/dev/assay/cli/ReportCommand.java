package dev.assay.cli;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.run.GateStep;
import dev.assay.cli.run.ReportStep;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.core.RunId;
import dev.assay.core.time.SystemTime;
import dev.assay.site.Format;
import dev.assay.site.mail.MailServer;
import dev.assay.site.mail.MailSettings;
import dev.assay.site.mail.RunMail;
import dev.assay.site.notify.Webhook;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "report", description = "Write a run's reports again, from what is stored of it, and send them to people and programs.",
    footerHeading = "%nExamples:%n",
    footer = {"  assay report R-1 --format pdf --to /tmp/reports", "  assay report R-1 --format csv,parquet", "  assay report R-1 --mail kim@example.org --dry-run"})
final class ReportCommand implements Callable<Integer> {

  private static final String CONFIGURED = "those in the settings";

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "The run (default: the latest).")
  @Nullable String run;

  @Option(names = "--to", paramLabel = "FOLDER", description = "Where to (default: the run's folder among the data).")
  @Nullable Path folder;

  @Option(names = "--format", paramLabel = "FORMAT", split = ",", converter = ReportFormats.class, completionCandidates = ReportFormats.class,
      description = "Only these: ${COMPLETION-CANDIDATES} (default: all; none when it is only sent); may be given again, or with commas.")
  List<Format> formats = List.of();

  @Option(names = "--mail", arity = "0..1", fallbackValue = CONFIGURED, split = ",", paramLabel = "ADDRESS",
      description = "Mail it to these, too (without an address: to those in the mail settings); may be given again, or with commas.")
  List<String> mail = List.of();

  @Option(names = "--mail-settings", paramLabel = "FILE", description = "How mail is sent (default: $ASSAY_MAIL, else mail.yaml among the data; see docs/report-formats.md).")
  @Nullable Path mailSettings;

  @Option(names = "--dry-run", description = "Tell what would be written and sent; do neither.")
  boolean dryRun;

  @Option(names = "--webhook", paramLabel = "URL",
      description = "Send the run's summary there, too, signed with the secret in $ASSAY_WEBHOOK_SECRET (see docs/dashboard.md).")
  @Nullable URI webhook;

  @Mixin
  GateOptions gate = new GateOptions();

  @Override
  public Integer call() {
    var server = ServerReports.configured(root);
    return server.isPresent() ? fetch(server.get()) : write();
  }

  /** Fetch what is to be written; what is to be sent is sent by the server. */
  private Integer fetch(ServerReports reports) {
    if (mailSettings != null) {
      throw new AssayException.Usage("sending mail about a run of a server: it sends by its own settings; leave out --mail-settings, or unset $" + ServerClient.SERVER
          + " to use the database directly");
    }
    var id = ServerReports.named(run);
    var target = folder == null ? root.workspace().reports(RunId.of(id)) : folder;
    var rows = new Rows("written", "sent");
    var chosen = chosen();
    if (dryRun) {
      chosen.forEach(format -> rows.add(target.resolve(format.fileName()).toString(), ""));
    } else if (!chosen.isEmpty()) {
      reports.fetch(id, chosen, Optional.ofNullable(gate.policy), target).forEach(path -> rows.add(path.toString(), ""));
    }
    int ended = isSent() ? sent(reports.server(), id, rows) : ExitCode.OK.number();
    if (dryRun && !isSent()) {
      root.terminal().progress("dry run: nothing was fetched");
    }
    Printer.print(Answer.of(rows), root.format, root.terminal());
    return ended;
  }

  private boolean isSent() {
    return !mail.isEmpty() || webhook != null;
  }

  private int sent(ServerClient server, String id, Rows rows) {
    var words = new ArrayList<>(List.of("report", id, "-o", "json"));
    mail.forEach(address -> words.add(address.equals(CONFIGURED) ? "--mail" : "--mail=" + address));
    Optional.ofNullable(webhook).ifPresent(address -> words.add("--webhook=" + address));
    Optional.ofNullable(gate.policy).ifPresent(name -> words.add("--policy=" + name));
    if (dryRun) {
      words.add("--dry-run");
    }
    var answer = server.post("commands/report", Map.of("words", words));
    answer.path("err").asString("").lines().forEach(root.terminal()::progress);
    if (!answer.path("out").asString("").isBlank()) {
      server.parsed(answer.path("out").asString("")).valueStream().forEach(row -> rows.add(row.path("written").asString(""), row.path("sent").asString("")));
    }
    return answer.path("exit").asInt(1);
  }

  private Integer write() {
    var hook = Optional.ofNullable(webhook).map(address -> Webhook.to(address.toString()));
    try (var services = Services.open(root.workspace())) {
      var settings = mail.isEmpty() ? Optional.<MailSettings>empty() : Optional.of(MailFile.required(root.workspace(), mailSettings));
      var receivers = settings.map(this::receivers).orElse(List.of());
      var record = ChosenRun.of(services.runs(), run);
      var decision = GateStep.of(services, gate.policyFor(GateStep.policyOf(record.header()))).decide(record.header().build().id(), Optional.empty());
      var step = new ReportStep(services);
      var rows = new Rows("written", "sent");
      write(step, record.id(), decision, rows);
      var troubles = new ArrayList<AssayException>();
      hook.ifPresent(known -> attempt(troubles, () -> {
        if (!dryRun) {
          known.send(step.summary(record.id(), Optional.of(decision)), SystemTime.real().now());
        }
        rows.add("", String.valueOf(webhook));
      }));
      settings.ifPresent(known -> attempt(troubles, () -> mail(step.mail(record.id(), Optional.of(decision), known), known, receivers, rows)));
      if (dryRun) {
        root.terminal().progress("dry run: nothing was written or sent");
      }
      Printer.print(Answer.of(rows), root.format, root.terminal());
      troubles.stream().skip(1).forEach(trouble -> root.terminal().progress(String.valueOf(trouble.getMessage())));
      troubles.stream().findFirst().ifPresent(trouble -> {
        throw trouble;
      });
      return ExitCode.OK.number();
    }
  }

  /** What one receiver refuses, the others shall have all the same; and what was written is told. */
  private static void attempt(List<AssayException> troubles, Runnable sending) {
    try {
      sending.run();
    } catch (AssayException.Cancelled e) {
      throw e;
    } catch (AssayException e) {
      troubles.add(e);
    }
  }

  private void write(ReportStep step, RunId id, GateDecision decision, Rows rows) {
    var target = folder == null ? root.workspace().reports(id) : folder;
    var chosen = chosen();
    if (dryRun) {
      chosen.forEach(format -> rows.add(target.resolve(format.fileName()).toString(), ""));
    } else if (!chosen.isEmpty()) {
      step.write(id, target, Optional.of(decision), chosen).forEach(path -> rows.add(path.toString(), ""));
    }
  }

  /** What is only sent is not written. */
  private Set<Format> chosen() {
    return formats.isEmpty() ? isSent() ? EnumSet.noneOf(Format.class) : EnumSet.allOf(Format.class) : EnumSet.copyOf(formats);
  }

  private List<InternetAddress> receivers(MailSettings settings) {
    var named = mail.stream().filter(text -> !text.equals(CONFIGURED)).map(MailSettings::address).toList();
    var receivers = named.isEmpty() ? settings.to() : named;
    if (receivers.isEmpty()) {
      throw new AssayException.Usage("sending mail: nobody is named, neither with --mail ADDRESS nor by 'to' in the mail settings");
    }
    return receivers;
  }

  private void mail(RunMail message, MailSettings settings, List<InternetAddress> receivers, Rows rows) {
    if (dryRun) {
      root.terminal().progress("Subject: " + message.subject() + "\n\n" + message.text());
    } else {
      new MailServer(settings).send(message, receivers);
    }
    receivers.forEach(receiver -> rows.add("", receiver.toString()));
  }
}
