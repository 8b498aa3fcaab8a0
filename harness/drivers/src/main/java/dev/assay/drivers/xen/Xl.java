package dev.assay.drivers.xen;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What {@code xl} and xenstore do on one host, in their own terms. Domains are named by their identity.
 *
 * <p>Each action is one script that the control domain's shell runs; what varies reaches it as arguments and is never part of
 * its text.
 *
 * @param shell opens a shell in the control domain; what cannot be reached is the lab's failure
 * @param nested whether the host is itself a virtual machine, slower than what {@code xl}'s own time limits are meant for
 */
public record Xl(Supplier<Shell> shell, boolean nested) {

  /** Longer than any of these takes on a crowded host in emulation, by an order of magnitude. */
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** Attaches a raw file to a loop device, once; prints the device. */
  private static final String LOOP = """
      loop() { d=$(losetup -j "$1" | head -n 1 | cut -d: -f1); [ -n "$d" ] || d=$(losetup -f --show "$1") || return 1; echo "$d"; }
      plug() { echo "format=raw,vdev=$2,access=rw,backendtype=phy,script=/var/lib/assay/toolstack/plug-disk,target=$1"; }
      """;

  /** Takes the loop device off a raw file. */
  private static final String RELEASE = "losetup -j \"$1\" | cut -d: -f1 | while read -r d; do losetup -d \"$d\"; done\n";

  private static final String CONFIGURE = LOOP + """
      cfg=/var/lib/assay/toolstack/$1.cfg; uuid=$1; text=$2; flag=$3; shift 3; disks=
      while [ $# -gt 0 ]; do d=$(loop "$1") || exit 1; disks="$disks'$(plug "$d" "$2")',"; shift 2; done
      mkdir -p /var/lib/assay/toolstack && printf '%s\\ndisk=[%s]\\n' "$text" "$disks" > "$cfg" || exit 1
      """;

  private static final String SAVED = "/var/lib/assay/saved/";

  /** A guest that was restored or moved here was up already: whoever looks shall see it as ready again. */
  private static final String MARK_READY = """
      d=$(xl domid "$uuid") && xenstore-write "/local/domain/$d/data/assay/ready" restored
      """;

  /** Put in place what connects guests' devices; to be done before the first is created. */
  public void prepare() {
    run("putting the device scripts in place", HotplugScripts.INSTALL, HotplugScripts.DISK, HotplugScripts.CARD);
  }

  /** Look at the domains, and at the readiness of those that were not ready at the last look. */
  public Sighting look(List<Integer> undecided) {
    var printed = run("listing domains", """
        read b < /proc/sys/kernel/random/boot_id; echo "$b"; xl list -v || exit 1; echo ready:
        for d in "$@"; do xenstore-read "/local/domain/$d/data/assay/ready" > /dev/null 2>&1 && echo "$d"; done; exit 0
        """, undecided.stream().map(String::valueOf).toArray(String[]::new));
    var lines = printed.lines().toList();
    int ready = lines.lastIndexOf("ready:");
    if (ready < 1) {
      throw new AssayException.Lab("listing domains: the host printed '" + printed.strip() + "'");
    }
    return new Sighting(lines.getFirst(), DomainList.parse(String.join("\n", lines.subList(1, ready))).stream().filter(domain -> !domain.isControlDomain()).toList(),
        lines.subList(ready + 1, lines.size()).stream().map(Integer::valueOf).toList());
  }

  /** Read a table that {@code xl list -v} printed some time. */
  public static List<Domain> domains(String printed) {
    return DomainList.parse(printed);
  }

  /** Return the hypervisor's facts: version, memory, processors. */
  public SequencedMap<String, String> info() {
    var facts = new LinkedHashMap<String, String>();
    run("asking for the hypervisor's facts", "exec xl info").lines().filter(line -> line.contains(":"))
        .forEach(line -> facts.put(line.substring(0, line.indexOf(':')).strip(), line.substring(line.indexOf(':') + 1).strip()));
    return facts;
  }

  /** Return what the hypervisor logged. */
  public String log() {
    return run("reading the hypervisor's log", "exec xl dmesg");
  }

  public void create(GuestConfig guest, boolean paused) {
    run("creating domain " + guest.uuid(), CONFIGURE + "exec xl create $flag \"$cfg\"", arguments(guest, paused ? "-p" : ""));
  }

  /** Save it to a file and end it. A save that was interrupted leaves no file that could be taken for a whole one. */
  public void save(String uuid) {
    run("saving domain " + uuid, """
        mkdir -p %s && f=%s$1 || exit 1
        xl save "$1" "$f.part" && mv "$f.part" "$f" && exit 0
        s=$?; rm -f "$f.part"; exit $s
        """.formatted(SAVED, SAVED), uuid);
  }

  /** Bring back what was saved; its file goes when it runs. */
  public void restore(GuestConfig guest, boolean paused) {
    run("restoring domain " + guest.uuid(), CONFIGURE + """
        xl restore $flag "$cfg" "%s$uuid" || exit $?
        rm -f "%s$uuid"
        """.formatted(SAVED, SAVED) + MARK_READY, arguments(guest, paused ? "-p" : ""));
  }

  /** List the identities of which there is a saved file. */
  public List<String> saved() {
    return run("listing saved domains", "[ ! -d " + SAVED + " ] || ls " + SAVED).lines().filter(name -> !name.endsWith(".part")).toList();
  }

  public void forgetSaved(String uuid) {
    run("removing what was saved of domain " + uuid, "rm -f \"" + SAVED + "$1\"", uuid);
  }

  public void pause(String uuid) {
    run("pausing domain " + uuid, "exec xl pause \"$1\"", uuid);
  }

  public void unpause(String uuid) {
    run("unpausing domain " + uuid, "exec xl unpause \"$1\"", uuid);
  }

  /** Ask the guest to shut down, and return at once. */
  public void shutDown(String uuid) {
    run("shutting down domain " + uuid, "exec xl shutdown \"$1\"", uuid);
  }

  /** Ask the guest to restart, and return at once. */
  public void reboot(String uuid) {
    run("rebooting domain " + uuid, "exec xl reboot \"$1\"", uuid);
  }

  public void destroy(String uuid) {
    run("destroying domain " + uuid, "exec xl destroy \"$1\"", uuid);
  }

  public void setMemory(String uuid, Bytes memory) {
    run("setting the memory of domain " + uuid, "exec xl mem-set \"$1\" \"$2\"", uuid, GuestConfig.mib(memory) + "m");
  }

  public void setVcpus(String uuid, int count) {
    run("setting the vCPUs of domain " + uuid, "exec xl vcpu-set --ignore-host \"$1\" \"$2\"", uuid, Integer.toString(count));
  }

  /** Plug a disk, and return when the guest's driver has taken it. */
  public void attach(String uuid, GuestConfig.Disk disk) {
    run("attaching " + disk.file() + " to domain " + uuid, LOOP + """
        d=$(loop "$2") && xl block-attach "$1" "$(plug "$d" "$3")" && id=$(xl domid "$1") || exit 1
        n=0; until [ "$(xenstore-read "/local/domain/0/backend/vbd/$id/$4/state" 2> /dev/null)" = 4 ]; do
          n=$((n + 1)); [ $n -lt 1200 ] || { echo "the guest did not take $3 in two minutes" >&2; exit 1; }; sleep 0.1; done
        """, uuid, disk.file(), disk.device(), Integer.toString(deviceNumber(disk.device())));
  }

  public void detach(String uuid, GuestConfig.Disk disk) {
    run("detaching " + disk.device() + " from domain " + uuid, "xl block-detach \"$2\" \"$3\" || exit $?\n" + RELEASE, disk.file(), uuid, disk.device());
  }

  public void attach(String uuid, GuestConfig.Card card) {
    run("attaching a network card to domain " + uuid, "exec xl network-attach \"$1\" \"mac=$2,bridge=$3,script=/var/lib/assay/toolstack/plug-card\"", uuid, card.mac(), card.bridge());
  }

  public void detach(String uuid, GuestConfig.Card card) {
    run("detaching a network card from domain " + uuid, "exec xl network-detach \"$1\" \"$2\"", uuid, card.mac());
  }

  /** Move it, running, to where it is already. */
  public void migrateHere(String uuid) {
    run("migrating domain " + uuid + " to its own host", "uuid=$1; xl migrate -s '' \"$uuid\" 'xl migrate-receive' || exit $?\n" + MARK_READY, uuid);
  }

  /** Listen on an address of this host for one domain that comes; whoever sends it goes on at {@link #send}. */
  public void receive(String address, int port) {
    run("listening for a domain at " + address, """
        log=/var/log/xen/assay-receive-$2.log
        setsid socat "TCP-LISTEN:$2,bind=$1,reuseaddr" EXEC:'xl migrate-receive' < /dev/null > "$log" 2>&1 &
        sleep 0.3; kill -0 $! 2> /dev/null || { cat "$log" >&2; exit 1; }
        """, address, Integer.toString(port));
  }

  /** Move it, running, to a host that listens. */
  public void send(String uuid, String address, int port) {
    run("migrating domain " + uuid + " to " + address, "exec xl migrate -s '' \"$1\" \"socat - TCP:$2:$3\"", uuid, address, Integer.toString(port));
  }

  /** Say that the guest of a domain that came here is up. */
  public void markReady(String uuid) {
    run("marking domain " + uuid + " as up", "uuid=$1; " + MARK_READY, uuid);
  }

  /** Return this host's address on the link between hosts; blank where it has none. */
  public String linkAddress(String prefix) {
    return run("looking for the link between hosts", "ip -4 -o addr show | while read -r n i f a r; do case $a in \"$1\"*) echo \"${a%%/*}\"; break;; esac; done", prefix).strip();
  }

  /** Make an empty raw file, or one with an empty file system for a guest to keep its files on. */
  public void makeDisk(String file, Bytes size, boolean fileSystem) {
    run("making disk " + file, """
        mkdir -p "${1%/*}" && truncate -s "$2" "$1" || exit 1
        [ "$3" = no ] || mkfs.ext4 -q -F -O ^has_journal -L assay "$1"
        """, file, Long.toString(size.count()), fileSystem ? "yes" : "no");
  }

  public void copyDisk(String from, String to) {
    run("copying disk " + from, "cp --sparse=always \"$1\" \"$2.part\" && mv \"$2.part\" \"$2\"", from, to);
  }

  public void resizeDisk(String file, Bytes size) {
    run("resizing disk " + file, "truncate -s \"$2\" \"$1\"", file, Long.toString(size.count()));
  }

  public void removeDisk(String file) {
    run("removing disk " + file, RELEASE + "rm -f \"$1\"", file);
  }

  /** List the files of a folder; none when there is no such folder. */
  public List<String> files(String folder) {
    return run("listing " + folder, "[ ! -d \"$1\" ] || ls \"$1\"", folder).lines().toList();
  }

  /** Return how many bytes the files of these folders really take. */
  public Bytes used(String... folders) {
    var printed = run("measuring " + List.of(folders), "for f in \"$@\"; do [ ! -d \"$f\" ] || du -s -B1 \"$f\"; done", folders);
    return Bytes.of(printed.lines().mapToLong(line -> Long.parseLong(line.split("\\s+")[0])).sum());
  }

  /** Restart the machine; the connection goes with it. */
  public void restartMachine() {
    run("restarting the host", "sync; (sleep 1; reboot) > /dev/null 2>&1 < /dev/null & exit 0");
  }

  /** Run a script and return what it printed; what it says when it fails is an {@link XlFailure}, or the lab's. */
  public String run(String doing, String script, String... arguments) {
    var command = new ArrayList<>(List.of("sh", "-c", script, "assay"));
    command.addAll(List.of(arguments));
    try (var open = shell.get()) {
      var result = open.run(LIMIT, command);
      if (!result.succeeded()) {
        throw XlFailure.of(doing, result.status(), result.errors(), nested);
      }
      return result.output();
    }
  }

  private static String[] arguments(GuestConfig guest, String flag) {
    return Stream.concat(Stream.of(guest.uuid(), guest.render(), flag), guest.disks().stream().flatMap(disk -> Stream.of(disk.file(), disk.device())))
        .toArray(String[]::new);
  }

  /** Return the number under which xenstore files a virtual disk: major 202, sixteen minors each. */
  static int deviceNumber(String device) {
    return (202 << 8) + ((device.charAt(device.length() - 1) - 'a') << 4);
  }
}
