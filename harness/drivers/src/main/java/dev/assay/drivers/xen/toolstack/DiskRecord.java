package dev.assay.drivers.xen.toolstack;

/** A raw file that is a disk. */
record DiskRecord(String uuid, String name, long bytes) {

  static final String FOLDER = "/var/lib/assay/disks";
  static final String SUFFIX = ".raw";

  String file() {
    return FOLDER + "/" + uuid + SUFFIX;
  }
}
