package dev.assay.testkit.lab;

/** A machine whose doors hold connections, which end with the lab. */
interface OpenMachine extends Machine, AutoCloseable {

  @Override
  void close();
}
