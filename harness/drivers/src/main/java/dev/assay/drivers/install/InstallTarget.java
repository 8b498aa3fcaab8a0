package dev.assay.drivers.install;

import dev.assay.core.HostId;
import java.util.List;
import java.util.Optional;

/**
 * How a host shall be set up, apart from the build.
 *
 * @param rootPassword in clear; it is served to the host while it installs, and never printed
 * @param primaryDisk the disk that is overwritten, as the installer names it
 * @param timezone a name of the IANA database
 * @param ntpServers none to use those of DHCP
 * @param uefi whether its firmware boots by UEFI, which takes GRUB's settings beside iPXE's script
 * @param sshKey a public key in OpenSSH's one-line form that root may log in with besides the password
 */
public record InstallTarget(
    HostId host,
    String hostname,
    String rootPassword,
    String primaryDisk,
    AdminInterface network,
    String timezone,
    List<String> ntpServers,
    Optional<String> sshKey,
    boolean uefi) {

  public InstallTarget {
    ntpServers = List.copyOf(ntpServers);
  }

  /** Set a host up on its first disk, with DHCP on its first NIC. */
  public static InstallTarget of(HostId host, String rootPassword) {
    return new InstallTarget(
        host, host.value(), rootPassword, "sda", new AdminInterface.Dhcp("eth0"), "Etc/UTC", List.of(), Optional.empty(), false);
  }

  /** Set it up by firmware that boots by UEFI. */
  public InstallTarget byUefi(boolean boots) {
    return new InstallTarget(host, hostname, rootPassword, primaryDisk, network, timezone, ntpServers, sshKey, boots);
  }

  /** Set it up on another disk. */
  public InstallTarget on(String disk) {
    return new InstallTarget(host, hostname, rootPassword, disk, network, timezone, ntpServers, sshKey, uefi);
  }

  @Override
  public String toString() {
    return "installation of " + hostname + " on " + host + ", disk " + primaryDisk;
  }
}
