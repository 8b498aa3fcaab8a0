package dev.assay.cli.run;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.Services;
import dev.assay.core.RunId;
import dev.assay.site.Format;
import dev.assay.site.Reports;
import dev.assay.site.mail.MailSettings;
import dev.assay.site.mail.RunMail;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes a run's reports from what is stored of it. */
public final class ReportStep {

  private final Services services;

  public ReportStep(Services services) {
    this.services = services;
  }

  /** Write these forms to the run's own folder and return that. */
  Path write(RunId run, Optional<GateDecision> decision, Set<Format> formats) {
    var folder = services.workspace().reports(run);
    reports().write(run, folder, decision, formats);
    return folder;
  }

  /** Write these forms to a folder; returns the files and folders written. */
  public List<Path> write(RunId run, Path folder, Optional<GateDecision> decision, Set<Format> formats) {
    return reports().write(run, folder, decision, formats);
  }

  /** Return a run's summary as a JSON document. */
  public byte[] summary(RunId run, Optional<GateDecision> decision) {
    return reports().summary(run, decision);
  }

  /** Make the mail about a run. */
  public RunMail mail(RunId run, Optional<GateDecision> decision, MailSettings settings) {
    return reports().mail(run, decision, settings.dashboard());
  }

  private Reports reports() {
    return Reports.over(services.runs(), services.findings());
  }
}
