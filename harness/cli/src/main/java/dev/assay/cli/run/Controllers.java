package dev.assay.cli.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/** Names the process that drives a run, so that leases and journals tell it from any other, also after a reboot. */
final class Controllers {

  private Controllers() {}

  static String nameOfThisProcess(Instant now) {
    return hostName() + "/" + ProcessHandle.current().pid() + "/" + Long.toString(now.toEpochMilli(), 36);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
