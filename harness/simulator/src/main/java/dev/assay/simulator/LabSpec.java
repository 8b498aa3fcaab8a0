package dev.assay.simulator;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.ProductVersion;
import dev.assay.core.defect.Defects;
import java.net.URI;
import java.util.List;

/**
 * What a simulated lab is made of. Everything else follows from this, the seed, and what is done to it.
 *
 * @param seed what all chance in the lab comes from
 * @param defects what every build installed here carries, besides its own
 * @param releases the product versions whose installation media the lab's network serves
 */
public record LabSpec(long seed, List<Host> hosts, List<Export> exports, List<Release> releases, Defects defects) {

  /**
   * One machine.
   *
   * @param hostClass machines of one class are alike; the performance model scales by it
   * @param address what its management interface answers on, once installed
   * @param mac of its first NIC, by which network boot knows it
   * @param reaches names of the storage exports on its network
   * @param cpuVendor such as {@code GenuineIntel}
   * @param uefi whether its firmware boots UEFI (else BIOS)
   * @param gpus how many graphics adapters it has
   * @param secondDisk a smaller disk beside the first, which may be installed to as well; none when it has no size
   */
  public record Host(
      HostId id,
      String site,
      String hostClass,
      String address,
      String mac,
      String cpuVendor,
      int cpus,
      Bytes memory,
      Bytes disk,
      int nics,
      boolean uefi,
      List<String> reaches,
      int gpus,
      Bytes secondDisk) {

    /** Describe one without graphics adapters and with one disk. */
    public Host(
        HostId id, String site, String hostClass, String address, String mac, String cpuVendor, int cpus, Bytes memory, Bytes disk, int nics,
        boolean uefi, List<String> reaches) {
      this(id, site, hostClass, address, mac, cpuVendor, cpus, memory, disk, nics, uefi, reaches, 0, Bytes.ZERO);
    }

    /** Return the machine as a system on a disk of this size has it. */
    public Host withSystemOn(Bytes size) {
      return new Host(id, site, hostClass, address, mac, cpuVendor, cpus, memory, size, nics, uefi, reaches, gpus, secondDisk);
    }
  }

  /**
   * A storage export on the lab's network.
   *
   * @param kind {@code nfs}, {@code iscsi}, {@code iso}, {@code smb}, {@code hba}, {@code fcoe}
   * @param target {@code server:/path} for nfs, iso and smb; {@code server/iqn/scsi-id} for block kinds
   */
  public record Export(String name, String kind, String target, Bytes size) {}

  /**
   * A product release on installation media: what a host reports once it is installed from there.
   *
   * @param defects what is wrong with it
   */
  public record Release(URI media, String product, ProductVersion version, String buildNumber, String generation, Defects defects) {

    /** Make a release without defects of its own. */
    public Release(URI media, String product, ProductVersion version, String buildNumber, String generation) {
      this(media, product, version, buildNumber, generation, Defects.NONE);
    }
  }
}
