/**
 * A small toolstack over {@code xl}: answers the part of XenAPI that tests use for one plain Xen host, so that the same tests run
 * there. It keeps its records in the control domain, looks at the hypervisor for what runs, and refuses what plain Xen has not.
 * Start at {@link dev.assay.drivers.xen.toolstack.XlToolstack}.
 */
@NullMarked
package dev.assay.drivers.xen.toolstack;

import org.jspecify.annotations.NullMarked;
