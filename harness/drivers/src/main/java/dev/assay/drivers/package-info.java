/**
 * Drivers for real machines, one package per role: each acts on one resource through one protocol and keeps no state of
 * the lab. Start at the role interfaces in {@link dev.assay.core.lab}; {@link dev.assay.drivers.install.Installer} is the
 * strategy that composes them.
 */
@NullMarked
package dev.assay.drivers;

import org.jspecify.annotations.NullMarked;
