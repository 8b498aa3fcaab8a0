/**
 * The roles a lab plays for a host, as two- to five-method interfaces: power, shell, network boot, and the fence around
 * them. Drivers implement them for real machines, the simulator for simulated ones.
 */
@NullMarked
package dev.assay.core.lab;

import org.jspecify.annotations.NullMarked;
