package dev.assay.inventory.matching;

import dev.assay.core.Need;

/** A queued need, and who wants it, for people. */
public record Claim(Need need, String by) {}
