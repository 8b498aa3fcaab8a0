package dev.assay.cli.serve;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.cli.Services;
import dev.assay.cli.run.GateStep;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.site.pages.Decisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Decides about builds by every policy that ships, exactly as {@code assay gate check} does. */
public record Gates(Services services) implements Decisions {

  @Override
  public List<GateDecision> of(BuildId build) {
    return policies().stream().map(policy -> GateStep.of(services, policy).decide(build, Optional.empty())).toList();
  }

  private List<String> policies() {
    var folder = services.workspace().home().resolve("reporting/policies");
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new AssayException.Unavailable("listing the gate policies in " + folder + ": " + e.getMessage(), e);
    }
  }
}
