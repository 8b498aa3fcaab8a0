/**
 * Load generators that run in guests through their shell, and what they measured: fio for disks, iperf3 for networks. The guest's image must
 * have them. Start at {@link dev.assay.testkit.load.Fio} and {@link dev.assay.testkit.load.Iperf}.
 */
@NullMarked
package dev.assay.testkit.load;

import org.jspecify.annotations.NullMarked;
