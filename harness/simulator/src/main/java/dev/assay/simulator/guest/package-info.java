/**
 * The operating system inside a simulated VM: it boots by stages on its host's shared resources, keeps files and a page
 * cache over the VM's disks, and has a shell. Start at {@link dev.assay.simulator.guest.GuestOs}.
 */
@NullMarked
package dev.assay.simulator.guest;

import org.jspecify.annotations.NullMarked;
