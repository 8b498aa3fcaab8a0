package dev.assay.testkit;

import java.util.List;

/**
 * A guest operating system that VMs are made of.
 *
 * @param label as case names and dimensions of samples have it
 * @param template the name of the product's template; a lab's own image named {@code assay-<label>} goes before it
 */
public record GuestImage(String label, String template) implements Variant {

  public static final GuestImage DEBIAN_12 = new GuestImage("debian-12", "Debian Bookworm 12");
  public static final GuestImage CENTOS_7 = new GuestImage("centos-7", "CentOS 7");
  public static final GuestImage UBUNTU_14_04 = new GuestImage("ubuntu-14-04", "Ubuntu Trusty Tahr 14.04");
  public static final GuestImage WINDOWS_7 = new GuestImage("windows-7", "Windows 7 (32-bit)");
  public static final GuestImage WINDOWS_10 = new GuestImage("windows-10", "Windows 10 (64-bit)");

  /** List the guests that behaviours are tried with when the guest is what varies. */
  static List<GuestImage> variants() {
    return List.of(DEBIAN_12, CENTOS_7, UBUNTU_14_04, WINDOWS_7, WINDOWS_10);
  }
}
