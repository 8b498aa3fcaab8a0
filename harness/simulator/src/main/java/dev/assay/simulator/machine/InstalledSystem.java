package dev.assay.simulator.machine;

import dev.assay.simulator.LabSpec;

/**
 * What an installation left on a machine's disk.
 *
 * @param hostname as the answer file named it
 * @param rootPassword in clear; it is what root logs in with until somebody changes it
 */
public record InstalledSystem(LabSpec.Host host, LabSpec.Release release, String hostname, String rootPassword) {}
