package dev.assay.judge.ledger;

import java.time.Instant;

/** Who did what to which subject, when and why. */
public record AuditRow(Instant at, String who, String what, String subject, String why) {}
