package dev.assay.testkit;

import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import dev.assay.core.Target;
import java.util.List;
import java.util.Optional;

/**
 * A guest operating system that VMs are made of.
 *
 * @param label as case names and dimensions of samples have it
 * @param template the name of the product's template; a lab's own image named {@code assay-<label>} goes before it
 * @param since the product version that brought the template; blank for one that all releases ship
 */
public record GuestImage(String label, String template, String since) implements Variant {

  public static final GuestImage DEBIAN_12 = new GuestImage("debian-12", "Debian Bookworm 12");
  public static final GuestImage CENTOS_7 = new GuestImage("centos-7", "CentOS 7");
  public static final GuestImage UBUNTU_14_04 = new GuestImage("ubuntu-14-04", "Ubuntu Trusty Tahr 14.04");
  public static final GuestImage WINDOWS_7 = new GuestImage("windows-7", "Windows 7 (32-bit)");
  public static final GuestImage WINDOWS_10 = new GuestImage("windows-10", "Windows 10 (64-bit)");
  public static final GuestImage DEBIAN_7 = new GuestImage("debian-7", "Debian Wheezy 7.0 (64-bit)", "6.2");
  public static final GuestImage SLES_11_SP3 = new GuestImage("sles-11-sp3", "SUSE Linux Enterprise Server 11 SP3 (64-bit)", "6.5");
  public static final GuestImage SLES_12_SP1 = new GuestImage("sles-12-sp1", "SUSE Linux Enterprise Server 12 SP1 (64-bit)", "7.0");
  public static final GuestImage RHEL_5_32BIT = new GuestImage("rhel-5-32bit", "Red Hat Enterprise Linux 5 (32-bit)");
  public static final GuestImage RHEL_5 = new GuestImage("rhel-5", "Red Hat Enterprise Linux 5 (64-bit)");
  public static final GuestImage RHEL_6_32BIT = new GuestImage("rhel-6-32bit", "Red Hat Enterprise Linux 6 (32-bit)");
  public static final GuestImage RHEL_6 = new GuestImage("rhel-6", "Red Hat Enterprise Linux 6 (64-bit)");
  public static final GuestImage RHEL_7 = new GuestImage("rhel-7", "Red Hat Enterprise Linux 7", "6.5");
  public static final GuestImage CENTOS_5_32BIT = new GuestImage("centos-5-32bit", "CentOS 5 (32-bit)");
  public static final GuestImage CENTOS_5 = new GuestImage("centos-5", "CentOS 5 (64-bit)");
  public static final GuestImage CENTOS_6_32BIT = new GuestImage("centos-6-32bit", "CentOS 6 (32-bit)");
  public static final GuestImage CENTOS_6 = new GuestImage("centos-6", "CentOS 6 (64-bit)");
  public static final GuestImage ORACLE_7 = new GuestImage("oracle-7", "Oracle Linux 7", "6.5");
  public static final GuestImage UBUNTU_16_04 = new GuestImage("ubuntu-16-04", "Ubuntu Xenial Xerus 16.04", "7.0");
  public static final GuestImage WINDOWS_7_64BIT = new GuestImage("windows-7-64bit", "Windows 7 (64-bit)");
  public static final GuestImage WINDOWS_8_32BIT = new GuestImage("windows-8-32bit", "Windows 8 (32-bit)", "6.2");
  public static final GuestImage WINDOWS_8 = new GuestImage("windows-8", "Windows 8 (64-bit)", "6.2");
  public static final GuestImage WINDOWS_8_1 = new GuestImage("windows-8-1", "Windows 8.1 (64-bit)", "6.5");
  public static final GuestImage WINDOWS_10_32BIT = new GuestImage("windows-10-32bit", "Windows 10 (32-bit)", "6.5.1");
  public static final GuestImage WINDOWS_SERVER_2008_R2 = new GuestImage("windows-server-2008-r2", "Windows Server 2008 R2 (64-bit)");
  public static final GuestImage WINDOWS_SERVER_2012 = new GuestImage("windows-server-2012", "Windows Server 2012 (64-bit)", "6.2");
  public static final GuestImage WINDOWS_SERVER_2012_R2 = new GuestImage("windows-server-2012-r2", "Windows Server 2012 R2 (64-bit)", "6.5");
  public static final GuestImage WINDOWS_SERVER_2016 = new GuestImage("windows-server-2016", "Windows Server 2016 (64-bit)", "7.0");

  /** Describe a guest whose template all releases ship. */
  public GuestImage(String label, String template) {
    this(label, template, "");
  }

  /** List the guests that behaviours are tried with when the guest is what varies: those that the release announcements name. */
  static List<GuestImage> variants() {
    return List.of(
        DEBIAN_12, CENTOS_7, UBUNTU_14_04, WINDOWS_7, WINDOWS_10,
        DEBIAN_7, SLES_11_SP3, SLES_12_SP1, RHEL_5_32BIT, RHEL_5, RHEL_6_32BIT,
        RHEL_6, RHEL_7, CENTOS_5_32BIT, CENTOS_5, CENTOS_6_32BIT, CENTOS_6,
        ORACLE_7, UBUNTU_16_04, WINDOWS_7_64BIT, WINDOWS_8_32BIT, WINDOWS_8, WINDOWS_8_1,
        WINDOWS_10_32BIT, WINDOWS_SERVER_2008_R2, WINDOWS_SERVER_2012, WINDOWS_SERVER_2012_R2, WINDOWS_SERVER_2016);
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    if (build.target() == Target.XEN && !equals(DEBIAN_12)) {
      return Optional.of("plain Xen hosts have a paravirtual image of " + DEBIAN_12.label + " only");
    }
    return since.isBlank() || build.version().compareTo(ProductVersion.parse(since)) >= 0
        ? Optional.empty()
        : Optional.of("template '" + template + "' came with " + since + "; " + build.id() + " is " + build.version());
  }
}
