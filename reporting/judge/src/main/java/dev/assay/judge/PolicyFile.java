package dev.assay.judge;

import dev.assay.analysis.gate.FollowUp;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.analysis.gate.Percent;
import dev.assay.config.Type;
import dev.assay.config.Types;
import dev.assay.config.YamlFile;
import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalDouble;

/** Reads exit criteria from YAML, or says everything that is wrong with the file, each with its line. */
public final class PolicyFile {

  private static final int DIGEST_BYTES = 4;
  private static final int USUAL_SUSPECTS = 10;

  private PolicyFile() {}

  /**
   * Read a policy.
   *
   * @throws dev.assay.core.AssayException.Usage with one line for each problem
   */
  public static GatePolicy read(Path path) {
    return YamlFile.read(path, policy()).orThrow("reading the exit criteria of " + path);
  }

  /** Return the first digits of the SHA-256 of a policy's file, which tell exactly what a decision was taken by. */
  public static String digest(Path path) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)), 0, DIGEST_BYTES);
    } catch (IOException e) {
      throw new AssayException.Usage("reading the gate policy " + path + ": " + e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
      var baseline = section.optional("baseline", Types.text());
      var criteria = section.required("criteria", found -> found.list(new CriterionType()));
      var followUp = section.optional("follow-up", followUp());
      return section.make(() -> new GatePolicy(name.get(), version.get().toString(), milestone.get(), baseline.get(), criteria.get(), followUp.get()));
    };
  }

  private static Type<FollowUp> followUp() {
    return place -> {
      var section = place.section();
      var tries = section.required("tries", Types.integer(1, 100));
      var suspects = section.optional("suspects", Types.integer(1, 1000), USUAL_SUSPECTS);
      var change = section.optional("change", CriterionType.percent(), Percent.of("3"));
      var bisectRuns = section.optional("bisect-runs", Types.integer(0, 10_000), 0);
      var hostHours = section.optional("host-hours", Types.decimal(0, 1e6));
      return section.make(() -> new FollowUp(tries.get(), suspects.get(), change.get(), bisectRuns.get(),
          hostHours.get().map(OptionalDouble::of).orElseGet(OptionalDouble::empty)));
    };
  }
}
