package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Await;
import dev.assay.core.time.Time;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waiting for a host that may be restarting meanwhile. That it does not answer is no news, and is told when the limit passes; what no
 * waiting mends (damaged records, an emulated machine that is off) ends the wait at once, as the lab's failure.
 */
final class Comeback {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final String host;
  private final BooleanSupplier isOff;
  private volatile String complaint = "";

  /** @param isOff whether nothing can come back because the machine is off */
  Comeback(String host, BooleanSupplier isOff) {
    this.host = host;
    this.isOff = isOff;
  }

  /** Ask the power of a machine that is emulated; whether a real one that is off was switched off by its product is for the test to judge. */
  static Comeback of(Bench bench, HostId host) {
    return new Comeback("host " + host, () -> bench.declared(host).isNested() && bench.machine(host).power().state() == Power.State.OFF);
  }

  /** Return a wait for a state of the host. */
  Await until(Time time, String what, BooleanSupplier state) {
    return until(time, what, state, () -> "");
  }

  /** Return a wait for a state of the host that answers without having it, as may be said of it then. */
  Await until(Time time, String what, BooleanSupplier state, Supplier<String> otherwise) {
    return Await.on(time).until(what, () -> sees(state)).every(LOOK_EVERY).seeing(() -> complaint.isEmpty() ? otherwise.get() : complaint);
  }

  boolean sees(BooleanSupplier state) {
    try {
      boolean is = state.getAsBoolean();
      complaint = "";
      return is;
    } catch (StaleLeaseException | DamagedHostException e) {
      throw e;
    } catch (AssayException.Lab | AssayException.Product e) {
      complaint = String.valueOf(e.getMessage());
      demandPower(e);
      return false;
    }
  }

  private void demandPower(AssayException silence) {
    if (isOff.getAsBoolean()) {
      throw new AssayException.Lab("waiting for " + host + ": its emulated machine is off, and the test did not switch it off; see the end of its console, and this machine's memory and disk", silence);
    }
  }
}
