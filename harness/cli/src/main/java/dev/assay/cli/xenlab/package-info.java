/**
 * A lab of real Xen hosts on one machine: images built from Debian packages, QEMU machines behind management controllers,
 * the lab file that names them. Nothing that a run does with such a lab belongs here. Start reading at {@link XenLab}.
 */
@NullMarked
package dev.assay.cli.xenlab;

import org.jspecify.annotations.NullMarked;
