package dev.assay.simulator.machine;

/** The installer, or the firmware before it, cannot go on; the machine stands still with this on its console. */
final class InstallerStopped extends RuntimeException {

  InstallerStopped(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
