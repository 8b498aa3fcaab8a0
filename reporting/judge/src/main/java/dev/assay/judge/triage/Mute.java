package dev.assay.judge.triage;

import java.time.Instant;

/** A test of which nobody wants to be told for a while; it still runs, and it still counts for gates. */
public record Mute(String testCase, String owner, String reason, String ticket, Instant expires, String by) {}
