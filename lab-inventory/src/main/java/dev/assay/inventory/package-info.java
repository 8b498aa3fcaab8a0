/**
 * Which machines there are and who holds them: labs as YAML files, hosts with capabilities and life cycles,
 * reservations and leases in PostgreSQL. Start at {@link dev.assay.inventory.Lab} and
 * {@link dev.assay.inventory.Leases}.
 */
@NullMarked
package dev.assay.inventory;

import org.jspecify.annotations.NullMarked;
