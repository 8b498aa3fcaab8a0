package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.ProductVersion;
import dev.assay.simulator.performance.GuestProfile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A template that every installation ships.
 *
 * @param label what the API calls {@code reference_label}
 * @param needsHvm whether the guest cannot run paravirtualised, on any generation
 * @param since the version that brought it; blank for one that all ship
 * @param disk size of the system disk that provisioning makes; zero for none
 */
record Template(String name, String label, boolean needsHvm, String since, Bytes memory, Bytes disk, GuestProfile profile) {

  private static final List<Template> ALL = List.of(
      linux("Debian Bookworm 12", "debian-12", ""),
      linux("Debian Bullseye 11", "debian-11", ""),
      linux("Debian Wheezy 7.0 (64-bit)", "debian-7", "6.2"),
      linux("Ubuntu Jammy Jellyfish 22.04", "ubuntu-22.04", ""),
      linux("Ubuntu Xenial Xerus 16.04", "ubuntu-16.04", "7.0"),
      linux("Ubuntu Trusty Tahr 14.04", "ubuntu-14.04", ""),
      linux("CentOS 7", "centos-7", ""),
      linux("CentOS 6 (64-bit)", "centos-6-64bit", ""),
      linux("CentOS 6 (32-bit)", "centos-6-32bit", ""),
      linux("CentOS 5 (64-bit)", "centos-5-64bit", ""),
      linux("CentOS 5 (32-bit)", "centos-5-32bit", ""),
      linux("Red Hat Enterprise Linux 7", "rhel-7", "6.5"),
      linux("Red Hat Enterprise Linux 6 (64-bit)", "rhel-6-64bit", ""),
      linux("Red Hat Enterprise Linux 6 (32-bit)", "rhel-6-32bit", ""),
      linux("Red Hat Enterprise Linux 5 (64-bit)", "rhel-5-64bit", ""),
      linux("Red Hat Enterprise Linux 5 (32-bit)", "rhel-5-32bit", ""),
      linux("Oracle Linux 7", "oel-7", "6.5"),
      linux("SUSE Linux Enterprise Server 11 SP3 (64-bit)", "sles-11-sp3-64bit", "6.5"),
      linux("SUSE Linux Enterprise Server 12 SP1 (64-bit)", "sles-12-sp1-64bit", "7.0"),
      windows("Windows 7 (32-bit)", "windows-7", ""),
      windows("Windows 7 (64-bit)", "windows-7-64bit", ""),
      windows("Windows 8 (32-bit)", "windows-8", "6.2"),
      windows("Windows 8 (64-bit)", "windows-8-64bit", "6.2"),
      windows("Windows 8.1 (64-bit)", "windows-8.1-64bit", "6.5"),
      windows("Windows 10 (32-bit)", "windows-10", "6.5.1"),
      windows("Windows 10 (64-bit)", "windows-10-64bit", ""),
      windows("Windows Server 2008 R2 (64-bit)", "windows-server-2008-r2-64bit", ""),
      windows("Windows Server 2012 (64-bit)", "windows-server-2012-64bit", "6.2"),
      windows("Windows Server 2012 R2 (64-bit)", "windows-server-2012-r2-64bit", ""),
      windows("Windows Server 2016 (64-bit)", "windows-server-2016-64bit", "7.0"),
      new Template("Other install media", "other-install-media", true, "", Bytes.mib(256), Bytes.ZERO, GuestProfile.DEBIAN));

  private static Template linux(String name, String label, String since) {
    return new Template(name, label, false, since, Bytes.gib(1), Bytes.gib(10), GuestProfile.DEBIAN);
  }

  private static Template windows(String name, String label, String since) {
    return new Template(name, label, true, since, Bytes.gib(2), Bytes.gib(24), GuestProfile.WINDOWS_7);
  }

  /** List those that come with a version of the product. */
  static Stream<Template> shippedWith(ProductVersion version) {
    return ALL.stream().filter(template -> template.since.isBlank() || version.compareTo(ProductVersion.parse(template.since)) >= 0);
  }

  /** Find one by its label, whichever version brought it. */
  static Optional<Template> labelled(String label) {
    return ALL.stream().filter(template -> template.label.equals(label)).findFirst();
  }

  /** Say what disks provisioning makes, in the template's own XML. */
  String disksXml() {
    return "<provision><disk device=\"0\" size=\"" + disk.count() + "\" sr=\"\" bootable=\"true\" type=\"system\"/></provision>";
  }
}
