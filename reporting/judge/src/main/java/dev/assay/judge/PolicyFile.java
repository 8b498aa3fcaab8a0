package dev.assay.judge;

import dev.assay.analysis.gate.GatePolicy;
import dev.assay.config.Type;
import dev.assay.config.Types;
import dev.assay.config.YamlFile;
import java.nio.file.Path;

/** Reads exit criteria from YAML, or says everything that is wrong with the file, each with its line. */
public final class PolicyFile {

  private PolicyFile() {}

  /**
   * Read a policy.
   *
   * @throws dev.assay.core.AssayException.Usage with one line for each problem
   */
  public static GatePolicy read(Path path) {
    return YamlFile.read(path, policy()).orThrow("reading the exit criteria of " + path);
  }

  /** Read a policy from text; {@code name} stands for the file in messages. */
  public static GatePolicy parse(String name, String text) {
    return YamlFile.parse(name, text, policy()).orThrow("reading the exit criteria of " + name);
  }

  private static Type<GatePolicy> policy() {
    return place -> {
      var section = place.section();
      var name = section.required("policy", Types.text("[a-z0-9]+(-[a-z0-9]+)*", "lower-case words with hyphens"));
      var version = section.required("version", Types.integer(1, 1_000_000));
      var milestone = section.required("milestone", Types.text());
      var criteria = section.required("criteria", found -> found.list(new CriterionType()));
      return section.make(() -> new GatePolicy(name.get(), version.get().toString(), milestone.get(), criteria.get()));
    };
  }
}
