package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.GuestProfile;
import java.util.List;

/**
 * A template that every installation ships.
 *
 * @param label what the API calls {@code reference_label}
 * @param needsHvm whether the guest cannot run paravirtualised, on any generation
 * @param disk size of the system disk that provisioning makes; zero for none
 */
record Template(String name, String label, boolean needsHvm, Bytes memory, Bytes disk, GuestProfile profile) {

  static final List<Template> SHIPPED = List.of(
      linux("Debian Bookworm 12", "debian-12"),
      linux("Debian Bullseye 11", "debian-11"),
      linux("Debian Wheezy 7.0 (64-bit)", "debian-7"),
      linux("Ubuntu Jammy Jellyfish 22.04", "ubuntu-22.04"),
      linux("Ubuntu Trusty Tahr 14.04", "ubuntu-14.04"),
      linux("CentOS 7", "centos-7"),
      windows("Windows 7 (32-bit)", "windows-7"),
      windows("Windows 7 (64-bit)", "windows-7-64bit"),
      windows("Windows 10 (64-bit)", "windows-10-64bit"),
      windows("Windows Server 2012 R2 (64-bit)", "windows-server-2012-r2-64bit"),
      new Template("Other install media", "other-install-media", true, Bytes.mib(256), Bytes.ZERO, GuestProfile.DEBIAN));

  private static Template linux(String name, String label) {
    return new Template(name, label, false, Bytes.gib(1), Bytes.gib(10), GuestProfile.DEBIAN);
  }

  private static Template windows(String name, String label) {
    return new Template(name, label, true, Bytes.gib(2), Bytes.gib(24), GuestProfile.WINDOWS_7);
  }

  /** Say what disks provisioning makes, in the template's own XML. */
  String disksXml() {
    return "<provision><disk device=\"0\" size=\"" + disk.count() + "\" sr=\"\" bootable=\"true\" type=\"system\"/></provision>";
  }
}
