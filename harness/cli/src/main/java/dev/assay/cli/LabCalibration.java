package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.SuiteName;
import dev.assay.core.kpi.Sample;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.store.RunRecord;
import dev.assay.store.Runs;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.execution.SuiteTrial;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Holds the shape of the simulated lab against that of real hosts: the same cases, as the lab's last runs have them and as a trial on
 * the example lab has them. What both did is kept in a file, start by start.
 */
record LabCalibration(Workspace workspace, Lab lab, Runs runs, long seed) {

  private static final int LOOK_BACK = 500;
  private static final String STORM = "*storm-of-small-guests-brings-up-every-vm";
  private static final String DENSITY = "*host-holds-many-small-guests";

  static LabCalibration of(Workspace workspace, Runs runs, long seed) {
    return new LabCalibration(workspace, workspace.lab(), runs, seed);
  }

  Answer run() {
    var storm = last("bootstorm");
    var density = last("density");
    var real = LoadShape.of(samples(storm), samples(density), storm.id() + " and " + density.id());
    var model = LoadShape.of(trial("bootstorm", STORM, "bootstorm.small-guests=" + real.together().size()),
        trial("density", DENSITY, "density.small-guests=" + real.alone().size()), "the simulated lab");
    var rows = new Rows("figure", "real", "simulated", "simulated over real");
    var modelled = model.figures();
    real.figures().forEach((name, value) -> rows.add(name, rounded(value), rounded(modelled.getOrDefault(name, Double.NaN)),
        rounded(modelled.getOrDefault(name, Double.NaN) / value)));
    var file = keep(storm, density, real, model);
    return Answer.of(rows).followedBy("real: " + storm.id() + " and " + density.id() + " of lab " + lab.name() + "; simulated: seed " + seed + "; both kept in " + file);
  }

  private RunRecord last(String suite) {
    return runs.latest(LOOK_BACK).stream()
        .filter(run -> run.header().lab().equals(lab.name()) && run.header().suite().equals(SuiteName.of(suite)) && run.ended().isPresent())
        .filter(run -> !samples(run).isEmpty())
        .findFirst()
        .orElseThrow(() -> new AssayException.Nothing("calibrating by lab " + lab.name() + ": no run of " + suite + " on it has measured anything; run: ./assay run "
            + suite + " --lab " + workspace.labFile()));
  }

  private List<Sample> samples(RunRecord run) {
    return runs.samples(run.id()).stream().map(Runs.StoredSample::sample).toList();
  }

  private List<Sample> trial(String suite, String pattern, String size) {
    var example = LabFile.read(workspace.exampleLab());
    var sized = Suites.installed().named(suite).sized(Quantities.parse("xen," + size));
    var host = example.hosts().getFirst().id();
    var trial = SuiteTrial.run(example, sized, Selection.only(pattern), seed, List.<HostId>of(host));
    if (!trial.notPassed().isEmpty()) {
      throw new AssayException.Product("calibrating: the simulated lab did not pass: " + trial.notPassed().getFirst());
    }
    return trial.journal().attempts().getFirst().samples();
  }

  /** Keep both, start by start, where reports are kept; a file is there whole or not at all. */
  private Path keep(RunRecord storm, RunRecord density, LoadShape real, LoadShape model) {
    var file = workspace.data().resolve("calibrations").resolve(lab.name() + "-" + storm.id() + "-" + density.id() + ".json");
    var text = """
        {"lab": "%s", "build": "%s", "runs": ["%s", "%s"], "seed": %d,
         "real": %s,
         "simulated": %s}
        """.formatted(lab.name(), storm.header().build().id(), storm.id(), density.id(), seed, json(real), json(model));
    try {
      Files.createDirectories(file.getParent());
      var partial = Files.createTempFile(file.getParent(), ".calibration", ".json");
      Files.writeString(partial, text);
      return Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssayException.Usage("keeping the calibration in " + file + ": " + e + "; name a folder that can be written with --data");
    }
  }

  private static String json(LoadShape shape) {
    return "{\"startsOneByOneSeconds\": " + shape.alone() + ", \"startsTogetherSeconds\": " + shape.together() + ", \"memoryPerGuestMiB\": " + shape.memoryPerGuest() + "}";
  }

  private static double rounded(double value) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.3g", value));
  }
}
