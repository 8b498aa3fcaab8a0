package dev.assay.simulator.machine;

/** Makes the toolstack of a freshly installed host. */
@FunctionalInterface
public interface ToolstackFactory {

  /** Make the toolstack at the first boot after an installation; {@link Toolstack#started()} follows. */
  Toolstack firstBoot(InstalledSystem system, MachineDoors doors);
}
