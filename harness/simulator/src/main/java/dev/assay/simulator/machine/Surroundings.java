package dev.assay.simulator.machine;

import dev.assay.core.run.History;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.guest.Guests;

/** What all machines of a lab share. */
public record Surroundings(
    LabSpec spec, VirtualTime time, History history, BootFiles bootFiles, ToolstackFactory toolstacks, Guests guests, Addresses addresses,
    Arrays arrays) {}
