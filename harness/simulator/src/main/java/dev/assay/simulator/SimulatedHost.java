package dev.assay.simulator;

import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;

/**
 * The doors of one simulated machine. Each behaves as the real one would: a machine that is off or not yet installed
 * answers on none but its power.
 *
 * <p>Calls must come from inside the lab's virtual time.
 */
public interface SimulatedHost {

  Power power();

  /** The XAPI of the host; calls throw {@code AssayException.Lab} while nothing listens. */
  Transport xapi();

  HttpHandlers http();

  /** Log in by password; throws {@code AssayException.Lab} while nothing listens or when the password is wrong. */
  Shell shell(String user, String password);

  /** Tell whether anything would answer a login now; {@link #shell} says why not. */
  boolean answersLogin();

  /** What the machine printed on its serial console so far (the last 64 KiB). */
  String console();
}
