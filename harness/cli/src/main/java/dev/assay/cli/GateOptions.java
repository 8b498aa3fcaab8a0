package dev.assay.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which policy decides about promotion. */
final class GateOptions {

  @Option(names = {"--policy", "--milestone"}, paramLabel = "POLICY",
      description = "The gate's policy: a shipped one by name (bvt, creedence-alpha, tech-preview), or a YAML file.")
  @Nullable String policy;

  boolean isGiven() {
    return policy != null;
  }

  /** Return the policy named, or the one that goes with the suite or run. */
  String policyFor(String suite) {
    return policy == null ? suite : policy;
  }
}
