package dev.assay.inventory;

import dev.assay.inventory.planning.Forecast;

/** A waiting claim's place in the forward plan, and why it waits; {@code why} is blank when it is about to be granted. */
public record Outlook(Forecast forecast, String why) {}
