/**
 * What a test's author sees: hosts, pools, VMs and disks as values that act, assertions about them, and annotations
 * that say what a behaviour wants. Nothing here knows whether the lab is real. Start at {@link dev.assay.testkit.Pool}.
 */
@NullMarked
package dev.assay.testkit;

import org.jspecify.annotations.NullMarked;
