package dev.assay.simulator.served;

import dev.assay.core.lab.Shell;
import dev.assay.simulator.shell.SimulatedShell;
import java.security.KeyPair;
import java.util.function.Supplier;

/**
 * What one SSH port opens into: a host's dom0 or a guest.
 *
 * @param name for messages
 * @param hostKey the key its server shows now
 */
record Door(String name, Supplier<KeyPair> hostKey, Login login) {

  /** Logs in by password; throws {@code AssayException.Lab} when nothing listens or the password is wrong. */
  interface Login {
    /** Tell whether anything listens now. */
    boolean listens();

    Shell shell(String user, String password);

    /** Tell whether the connection that a shell came through still leads to where it was made. */
    default boolean carries(Shell shell) {
      return !(shell instanceof SimulatedShell login) || login.isOpen();
    }
  }
}
