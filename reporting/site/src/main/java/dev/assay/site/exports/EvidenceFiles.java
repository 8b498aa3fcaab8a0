package dev.assay.site.exports;

import dev.assay.core.RunId;
import dev.assay.core.run.Evidence;
import dev.assay.site.files.SafeName;
import dev.assay.store.Findings;
import dev.assay.store.Findings.Place;
import dev.assay.store.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;

/** Writes what was kept of attempts as files, one attempt at a time. */
public final class EvidenceFiles {

  private EvidenceFiles() {}

  /** Return where a piece of evidence stands below the evidence folder, given its place among those of its attempt. */
  public static String path(Place place, int index, String name) {
    return SafeName.of(place.testCase().value()) + "/attempt-" + place.attempt() + "/" + (index + 1) + "-" + SafeName.of(name);
  }

  public static void write(Path folder, Runs runs, Findings findings, RunId run) throws IOException {
    var places = new LinkedHashSet<Place>();
    findings.evidence(run).forEach(held -> places.add(held.place()));
    for (var place : places) {
      int index = 0;
      for (Evidence evidence : runs.evidence(run, place.testCase(), place.attempt())) {
        var file = folder.resolve(path(place, index++, evidence.name()));
        Files.createDirectories(file.getParent());
        Files.write(file, evidence.content());
      }
    }
  }
}
