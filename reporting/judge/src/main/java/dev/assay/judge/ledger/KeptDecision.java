package dev.assay.judge.ledger;

import java.time.Instant;
import java.util.Optional;

/** A gate's decision as it was taken; {@code digest} tells exactly which policy file it was taken by. */
public record KeptDecision(
    long number, String policy, String version, String digest, String milestone, String build, Optional<String> baseline, String answer, Instant decided,
    String madeBy) {}
