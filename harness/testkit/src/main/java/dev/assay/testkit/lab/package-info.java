/**
 * The doors to a lab's machines, whether simulated in this process or reached over sockets. Start at
 * {@link dev.assay.testkit.lab.LabAccess}.
 */
@NullMarked
package dev.assay.testkit.lab;

import org.jspecify.annotations.NullMarked;
