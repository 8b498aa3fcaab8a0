package dev.assay.site.exports;

import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.RunId;
import dev.assay.core.run.Evidence;
import dev.assay.core.run.PlannedCase;
import dev.assay.site.files.SafeName;
import dev.assay.site.summary.CaseLine;
import dev.assay.site.summary.Summary;
import dev.assay.store.CaseRecord;
import dev.assay.store.CaseRecord.AttemptRecord;
import dev.assay.store.Findings.HeldEvidence;
import dev.assay.store.Findings.Place;
import dev.assay.store.Runs;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Writes Allure results: one per ended attempt, so that Allure shows earlier attempts as retries of the last.
 *
 * <p>Product failures are {@code failed}, the lab's and the harness's {@code broken}. Names are derived from the run, so
 * the same run gives the same files.
 */
public final class AllureResults {

  private final Path folder;
  private final FileSystemResultsWriter writer;
  private final Summary summary;
  private final Runs runs;
  private final Set<Place> withEvidence = new HashSet<>();

  private AllureResults(Path folder, Summary summary, Runs runs, List<HeldEvidence> held) {
    this.folder = folder;
    this.writer = new FileSystemResultsWriter(folder);
    this.summary = summary;
    this.runs = runs;
    held.forEach(file -> withEvidence.add(file.place()));
  }

  public static void write(Path folder, Summary summary, Runs runs, List<HeldEvidence> held) throws IOException {
    var results = new AllureResults(folder, summary, runs, held);
    runs.eachCase(summary.run().id(), results::testCase);
    results.environment();
    results.categories();
  }

  private void testCase(CaseRecord record) {
    for (var attempt : record.attempts()) {
      attempt.outcome().ifPresent(outcome -> writer.write(result(record, attempt, outcome)));
    }
  }

  private TestResult result(CaseRecord record, AttemptRecord attempt, Outcome outcome) {
    var planned = record.planned();
    return new TestResult()
        .setUuid(uuid(run(), planned, attempt))
        .setHistoryId(planned.id().value())
        .setTestCaseId(planned.id().value())
        .setFullName(planned.source())
        .setName(planned.id().value())
        .setLabels(labels(planned, attempt))
        .setParameters(List.of(new Parameter().setName("attempt").setValue(Integer.toString(attempt.number())).setExcluded(true)))
        .setStatus(status(outcome))
        .setStage(Stage.FINISHED)
        .setStatusDetails(new StatusDetails().setMessage(outcome.message()).setTrace(attempt.stack()).setFlaky(CaseLine.isFlaky(record)))
        .setStart(attempt.started().toEpochMilli())
        .setStop(attempt.started().plus(attempt.took()).toEpochMilli())
        .setAttachments(attachments(new Place(planned.id(), attempt.number())));
  }

  private List<Label> labels(PlannedCase planned, AttemptRecord attempt) {
    var header = summary.run().header();
    var labels = new ArrayList<>(List.of(
        label("parentSuite", header.suite().value()),
        label("suite", planned.area()),
        label("feature", planned.area()),
        label("severity", severity(planned.priority())),
        label("build", header.build().id().value()),
        label("lab", header.lab())));
    labels.add(label("host", String.join(" ", attempt.hosts().stream().map(HostId::value).toList())));
    attempt.hosts().stream().findFirst().ifPresent(host -> labels.add(label("thread", host.value())));
    var signature = summary.signatures().get(new Place(planned.id(), attempt.number()));
    if (signature != null) {
      labels.add(label("tag", signature.name()));
    }
    return labels;
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }

  private static String severity(int priority) {
    return switch (priority) {
      case 1 -> "critical";
      case 2 -> "normal";
      default -> "minor";
    };
  }

  private static Status status(Outcome outcome) {
    return switch (outcome.verdict()) {
      case PASS -> Status.PASSED;
      case SKIPPED -> Status.SKIPPED;
      case INCONCLUSIVE -> Status.BROKEN;
      case FAIL -> Status.FAILED;
    };
  }

  private List<Attachment> attachments(Place place) {
    var attachments = new ArrayList<Attachment>();
    if (withEvidence.contains(place)) {
      for (Evidence evidence : runs.evidence(run(), place.testCase(), place.attempt())) {
        var source = uuid(run(), place + " " + attachments.size()) + "-attachment-" + SafeName.of(evidence.name());
        writer.write(source, new ByteArrayInputStream(evidence.content()));
        attachments.add(new Attachment().setName(evidence.name()).setType(evidence.mediaType()).setSource(source));
      }
    }
    return attachments;
  }

  private void environment() throws IOException {
    var header = summary.run().header();
    try (Writer out = Files.newBufferedWriter(folder.resolve("environment.properties"))) {
      property(out, "Run", run().value());
      property(out, "Build", header.build().product() + " " + header.build().version() + " (" + header.build().id() + ")");
      property(out, "Lab", header.lab());
      property(out, "Seed", Long.toString(header.seed()));
      property(out, "Replay", header.replay());
      property(out, "History.SHA-256", summary.run().historyHash().orElse("not closed"));
    }
  }

  private static void property(Writer out, String name, String value) throws IOException {
    out.write(name + "=" + value.replace("\\", "\\\\").replaceAll("\\R", " ") + "\n");
  }

  /** Tell Allure apart what the product did from what the lab or the harness could not do. */
  private void categories() throws IOException {
    Files.writeString(
        folder.resolve("categories.json"),
        """
        [
          {"name": "Product failures", "matchedStatuses": ["failed"]},
          {"name": "Lab or harness failures (inconclusive)", "matchedStatuses": ["broken"]}
        ]
        """);
  }

  private RunId run() {
    return summary.run().id();
  }

  private static String uuid(RunId run, PlannedCase planned, AttemptRecord attempt) {
    return uuid(run, planned.id() + " " + attempt.number());
  }

  private static String uuid(RunId run, String what) {
    return UUID.nameUUIDFromBytes((run + " " + what).getBytes(StandardCharsets.UTF_8)).toString().toLowerCase(Locale.ROOT);
  }
}
