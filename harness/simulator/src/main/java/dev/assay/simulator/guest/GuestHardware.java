package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import java.util.List;

/** What a guest sees of its VM, asked anew each time: devices come and go while it runs. */
public interface GuestHardware {

  String name();

  int vcpus();

  Bytes memory();

  /** The disks by device order; the first writable one holds the system. */
  List<GuestDisk> disks();

  List<GuestNic> nics();

  /** The version of the vendor's tools that an image has which is started here for the first time. */
  String toolsVersion();
}
