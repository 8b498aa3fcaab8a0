package dev.assay.cli.run;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.MailFile;
import dev.assay.cli.Services;
import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.core.time.SystemTime;
import dev.assay.site.mail.MailServer;
import dev.assay.site.mail.MailSettings;
import dev.assay.site.notify.Webhook;
import java.util.Optional;

/** Tells people by mail and programs by webhook that a run has ended, if the settings want it; trouble with that is no trouble of the run. */
final class Telling {

  private static final String RECEIVER = "ASSAY_WEBHOOK";

  private final Services services;
  private final Terminal terminal;

  Telling(Services services, Terminal terminal) {
    this.services = services;
    this.terminal = terminal;
  }

  void of(RunId run, Optional<GateDecision> decision) {
    attempt(run, "--mail", () -> MailFile.configured(services.workspace()).filter(settings -> !settings.to().isEmpty()).ifPresent(settings -> tell(run, decision, settings)));
    var receiver = System.getenv().getOrDefault(RECEIVER, "").strip();
    if (!receiver.isEmpty()) {
      attempt(run, "--webhook $" + RECEIVER, () -> {
        var hook = Webhook.to(receiver);
        hook.send(new ReportStep(services).summary(run, decision), SystemTime.real().now());
        terminal.progress(run + "  told " + hook.receiver() + " by webhook");
      });
    }
  }

  private void attempt(RunId run, String option, Runnable telling) {
    try {
      telling.run();
    } catch (AssayException e) {
      terminal.progress("warning: telling of " + run + ": " + e.getMessage() + "; once that is mended: assay report " + run + " " + option);
    }
  }

  private void tell(RunId run, Optional<GateDecision> decision, MailSettings settings) {
    if (settings.when() == MailSettings.When.ASKED) {
      return;
    }
    var mail = new ReportStep(services).mail(run, decision, settings);
    if (settings.when() == MailSettings.When.ALWAYS || mail.isNews()) {
      new MailServer(settings).send(mail, settings.to());
      terminal.progress(run + "  told " + settings.to().size() + " by mail: " + mail.subject());
    }
  }
}
