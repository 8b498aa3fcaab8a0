package dev.assay.core.lab;

/** The power switch of one host, out of band: a BMC, a PDU, or a simulated one. Failures are {@code AssayException.Lab}. */
public interface Power {

  enum State {
    ON,
    OFF
  }

  enum BootDevice {
    DISK,
    NETWORK
  }

  State state();

  /** Cut or give power at once; being in the state already is fine. */
  void set(State state);

  /** Boot from this device at the next power-on, once; afterwards from disk again. */
  void bootNextFrom(BootDevice device);

  default void cycle() {
    set(State.OFF);
    set(State.ON);
  }
}
