package dev.assay.simulator.machine;

/** What is on a machine's system disk. */
sealed interface DiskContent {

  record Blank() implements DiskContent {}

  /** An installer began to write and did not finish. */
  record HalfWritten() implements DiskContent {}

  record Complete(Installation installation) implements DiskContent {}
}
