package dev.assay.inventory;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.Target;
import dev.assay.core.defect.Defects;
import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * A lab as its file declares it, checked as a whole.
 *
 * @param name unique among the labs that share a database
 * @param kind how its hosts are reached
 * @param seed of a simulated lab; 0 for others
 * @param clockSpeed how many times faster than the wall clock the hosts live; 1 for real ones
 * @param clock where the clock of a served simulated lab is asked, {@code host:port}; hosts that keep their own pace have none
 * @param tftp where firmware that cannot speak HTTP finds its boot programs
 * @param networkBoot where the harness serves installation files to hosts; blank for an in-process simulated lab
 * @param builds the builds that can be installed here
 * @param facts what else the file says of some of them
 * @param defaultBuild the build a run takes when none is named
 * @param resources what is leased beside hosts and exports
 * @param teams whose claims count together, with what they may have
 */
public record Lab(
    String name,
    Kind kind,
    long seed,
    double clockSpeed,
    Optional<String> clock,
    Optional<URI> networkBoot,
    Optional<Tftp> tftp,
    List<Site> sites,
    List<Export> exports,
    List<Build> builds,
    SequencedMap<BuildId, BuildFacts> facts,
    BuildId defaultBuild,
    List<Resource> resources,
    List<Team> teams) {

  /** Make a lab of whose builds no more is known than what is tested. */
  public Lab(
      String name,
      Kind kind,
      long seed,
      double clockSpeed,
      Optional<URI> networkBoot,
      List<Site> sites,
      List<Export> exports,
      List<Build> builds,
      BuildId defaultBuild) {
    this(name, kind, seed, clockSpeed, Optional.empty(), networkBoot, Optional.empty(), sites, exports, builds, new LinkedHashMap<>(), defaultBuild, List.of(), List.of());
  }

  public enum Kind {
    /** Simulated inside this process, in virtual time. */
    SIMULATED,
    /** Reached over sockets: real machines, or a simulated lab that is served. */
    REMOTE
  }

  /**
   * Boot programs handed out by TFTP.
   *
   * @param programs the folder that holds them, such as {@code undionly.kpxe} and {@code grubx64.efi}
   */
  public record Tftp(int port, String programs) {}

  public record Site(String name, String description, List<Host> hosts) {}

  /**
   * One machine.
   *
   * @param reaches names of the storage exports on its network
   * @param generations product generations it can run
   * @param labels free words; {@link #NESTED} has a meaning
   */
  public record Host(
      HostId id,
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
      List<String> generations,
      List<String> labels,
      Access access,
      Equipment equipment) {

    /** The label of hosts that are themselves virtual machines: their slowness is the lab's, and no product's. */
    public static final String NESTED = "nested";

    public boolean isNested() {
      return labels.contains(NESTED);
    }
  }

  /**
   * What else is known of a machine; all of it may be left out.
   *
   * @param cpuFamily such as {@code skylake}; blank when unknown
   * @param rack blank when unknown
   * @param feeds names of the power feeds it hangs on
   * @param networks names of the networks its cards are on
   * @param disks how many
   * @param gpus how many
   * @param secondDisk a smaller disk that systems may be installed to as well; none when it has no size
   */
  public record Equipment(String cpuFamily, String rack, List<String> feeds, List<String> networks, int disks, int gpus, Bytes secondDisk) {
    public static final Equipment UNKNOWN = new Equipment("", "", List.of(), List.of(), 1, 0, Bytes.ZERO);
  }

  /**
   * How a host is reached; the ports and addresses of a simulated in-process host are unused.
   *
   * @param target what is talked to when it is installed
   * @param user the root account of an installed host
   * @param password a reference to its secret
   * @param key a reference to the private key that logs in by SSH; empty to log in with the password
   * @param xapi {@code https://host[:port]}; empty for plain Xen
   * @param certificateSha256 the pinned certificate's fingerprint in hexadecimal; empty to verify against the system's
   *     trust
   * @param ssh {@code host[:port]}
   * @param sshHostKey the pinned host key's fingerprint, {@code SHA256:...}; empty only for simulated hosts
   * @param consoleLog the log on the host that is read in place of its serial console, {@link #HERE} and the path of one on this machine, or {@link #SERIAL}
   * @param power {@code redfish+https://...} or {@code ipmi://...}
   * @param powerUser the BMC's account
   * @param powerPassword a reference to its secret
   */
  public record Access(
      Target target,
      String user,
      Secret password,
      Optional<Secret> key,
      Optional<URI> xapi,
      Optional<String> certificateSha256,
      Optional<String> ssh,
      Optional<String> sshHostKey,
      String consoleLog,
      Optional<URI> power,
      Optional<String> powerCertificateSha256,
      String powerUser,
      Secret powerPassword) {

    /** In place of a log: the serial console, over the management controller. */
    public static final String SERIAL = "serial";

    /** Before the path of a log that is on the machine where the controller runs: that of an emulated machine's serial port. */
    public static final String HERE = "file:";

    /** Tell whether the console is read from outside the host, so that it can be read while no system runs there. */
    public boolean consoleIsOutside() {
      return consoleLog.equals(SERIAL) || consoleLog.startsWith(HERE);
    }

    /** The log that says most of what the console would. */
    public static final String KERNEL_LOG = "/var/log/kern.log";
  }

  /**
   * A storage export.
   *
   * @param kind {@code nfs}, {@code iscsi}, {@code iso}, {@code smb}, {@code hba}, {@code fcoe}; {@code luns} for many LUNs of one iSCSI array
   * @param users how many leases may use it at the same time
   */
  public record Export(String name, String kind, String target, Bytes size, int users) {

    /** The kind of an export that is many LUNs. */
    public static final String LUNS = "luns";

    /** How many leases may use an export of a kind when nothing is said: block storage has one user. */
    public static int usersOf(String kind) {
      return List.of("iscsi", "hba", "fcoe", LUNS).contains(kind) ? 1 : 64;
    }

    /** List the LUNs that it stands for, each as an iSCSI export of its own; itself when it is not of many. */
    public List<Export> each() {
      if (!kind.equals(LUNS)) {
        return List.of(this);
      }
      int open = target.lastIndexOf('[');
      var range = target.substring(open + 1, target.length() - 1).split("-");
      return IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1]))
          .mapToObj(number -> ("%0" + range[0].length() + "d").formatted(number))
          .map(number -> new Export(name + "-" + number, "iscsi", target.substring(0, open) + number, size, users))
          .toList();
    }

    /** Return over how many paths a host reaches it: one for each portal that its target names. */
    public int paths() {
      return target.split("/", 2)[0].split(",").length;
    }
  }

  /**
   * What a lab file knows of a build beside what is tested of it.
   *
   * @param defects what a simulated build carries
   */
  public record BuildFacts(Optional<LocalDate> released, Defects defects) {
    static final BuildFacts NONE = new BuildFacts(Optional.empty(), Defects.NONE);
  }

  /**
   * Return this lab as the holder of a lease may use it: of each kind of storage that the lease has, only what it has.
   *
   * @param leased names of exports and other resources
   */
  public Lab allotted(List<String> leased) {
    var kinds = exports.stream().filter(export -> leased.contains(export.name())).map(Export::kind).distinct().toList();
    var left = exports.stream().filter(export -> !kinds.contains(export.kind()) || leased.contains(export.name())).toList();
    return new Lab(name, kind, seed, clockSpeed, clock, networkBoot, tftp, sites, left, builds, facts, defaultBuild, resources, teams);
  }

  /** Return all hosts, in the file's order. */
  public List<Host> hosts() {
    return sites.stream().flatMap(site -> site.hosts().stream()).toList();
  }

  public Optional<Host> host(HostId id) {
    return hosts().stream().filter(host -> host.id().equals(id)).findFirst();
  }

  /** Return what else the file says of a build. */
  public BuildFacts facts(BuildId id) {
    return facts.getOrDefault(id, BuildFacts.NONE);
  }

  public Optional<Build> build(BuildId id) {
    return builds.stream().filter(build -> build.id().equals(id)).findFirst();
  }
}
