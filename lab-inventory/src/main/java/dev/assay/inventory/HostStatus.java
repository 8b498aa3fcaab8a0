package dev.assay.inventory;

import java.util.Optional;

/** A host, its state with the reason, its live lease, and what was last installed on it. */
public record HostStatus(Lab.Host host, String site, HostState state, String reason, Optional<Lease> lease, String lastGoodInstall) {}
