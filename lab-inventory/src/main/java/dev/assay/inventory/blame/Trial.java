package dev.assay.inventory.blame;

import dev.assay.core.HostId;

/** One result: a case of a build tried on a host. */
public record Trial(HostId host, String testCase, String build, boolean failed) {}
