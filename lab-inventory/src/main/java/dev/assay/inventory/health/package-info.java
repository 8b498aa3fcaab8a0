/**
 * Whether a host is fit for use: small probes over the roles of its doors (power, shell), the same for real and simulated
 * hosts. What follows from the findings is the inventory's to decide. Start reading at {@link dev.assay.inventory.health.HealthCheck}.
 */
@NullMarked
package dev.assay.inventory.health;

import org.jspecify.annotations.NullMarked;
