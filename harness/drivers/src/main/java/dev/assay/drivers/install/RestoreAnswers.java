package dev.assay.drivers.install;

/**
 * What the installer is told that shall put back what an upgrade has kept.
 *
 * @param disk the disk with the backup, as the installer names it
 */
record RestoreAnswers(String disk) {

  RestoreAnswers {
    if (!disk.matches("[a-z0-9/-]+")) {
      throw new IllegalArgumentException("not a disk: " + disk);
    }
  }

  String render() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><restore><backup-disk>" + disk + "</backup-disk></restore>";
  }
}
