/**
 * The command shell and file tree that dom0 and guests share: small commands in a table, run by a small part of the
 * Bourne shell's language. Start at {@link dev.assay.simulator.shell.SimulatedShell}.
 */
@NullMarked
package dev.assay.simulator.shell;

import org.jspecify.annotations.NullMarked;
