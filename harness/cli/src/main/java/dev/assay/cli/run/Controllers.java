package dev.assay.cli.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** Names the process that drives a run, so that leases and journals tell it from any other, also after a reboot. */
public final class Controllers {

  private static final String NAMELESS = "localhost";
  private static final int BASE = 36;

  private Controllers() {}

  public static String nameOfThisProcess(Instant now) {
    return hostName() + "/" + ProcessHandle.current().pid() + "/" + Long.toString(now.toEpochMilli(), BASE);
  }

  /**
   * Whether a controller of this machine is known to be dead: its process is gone, or another one has its number. One of
   * another machine may always be alive.
   */
  public static boolean isKnownDead(String controller) {
    return lives(controller).filter(alive -> !alive).isPresent();
  }

  /** Whether a controller of this machine is known to be alive. */
  public static boolean isKnownAlive(String controller) {
    return lives(controller).orElse(false);
  }

  /** Tell whether it lives; nothing when its machine is another one. */
  private static Optional<Boolean> lives(String controller) {
    var parts = controller.split("/");
    if (parts.length != 3 || parts[0].equals(NAMELESS) || !parts[0].equals(hostName())) {
      return Optional.empty();
    }
    try {
      var named = Instant.ofEpochMilli(Long.parseLong(parts[2], BASE));
      var process = ProcessHandle.of(Long.parseLong(parts[1])).filter(ProcessHandle::isAlive);
      return Optional.of(process.isPresent() && process.get().info().startInstant().filter(start -> start.isAfter(named)).isEmpty());
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return NAMELESS;
    }
  }
}
