package dev.assay.testkit.nemesis;

import dev.assay.core.AssayException;
import dev.assay.testkit.Host;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The faults that every lab can have. */
public final class Faults {

  /** From the reference procedures: a host is enabled again at most 20 minutes after its power came back. */
  private static final Duration BACK = Duration.ofMinutes(20);

  /** The power goes, stays away for as long as the round lasts, and comes back. */
  public static final Fault POWER_CUT = new Simple("power-cut", true, Host::cutPower, host -> {
    host.givePower();
    host.awaitBack(BACK);
  });

  /** The power goes and comes back at once. */
  public static final Fault POWER_CYCLE = new Simple("power-cycle", true, host -> {
    host.cutPower();
    host.givePower();
  }, host -> host.awaitBack(BACK));

  /** The toolstack is restarted under whatever it was doing. */
  public static final Fault TOOLSTACK_RESTART = new Simple("toolstack-restart", false, Host::restartToolstack, host -> host.awaitBack(BACK));

  private static final List<Fault> ALL = List.of(POWER_CUT, POWER_CYCLE, TOOLSTACK_RESTART);

  private Faults() {}

  public static List<Fault> all() {
    return ALL;
  }

  /** Find a fault by its name. */
  public static Fault named(String name) {
    return ALL.stream().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow(() -> new AssayException.Usage(
        "looking up fault '" + name + "': there is none; there are " + String.join(", ", ALL.stream().map(Fault::name).toList())));
  }

  private record Simple(String name, boolean killsGuests, Consumer<Host> blow, Consumer<Host> cure) implements Fault {

    @Override
    public void strike(Host host) {
      blow.accept(host);
    }

    @Override
    public void heal(Host host) {
      cure.accept(host);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
