package dev.assay.drivers.xen.toolstack;

import dev.assay.core.AssayException;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.drivers.xen.Xl;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The records of one host, kept in files of its control domain: whoever comes after a killed controller finds them. A file is there
 * whole or not at all, also when power is lost just after, and is written before the change can be seen.
 */
final class RecordStore {

  private static final String FOLDER = "/var/lib/assay/toolstack";
  private static final int IDENTITIES = 64;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Xl xl;
  private final Deque<String> identities = new ArrayDeque<>();
  private final SequencedMap<String, VmRecord> vms = new LinkedHashMap<>();
  private final SequencedMap<String, DiskRecord> disks = new LinkedHashMap<>();
  /** Addresses given out whose VMs may have no record yet. */
  private final List<String> given = new ArrayList<>();

  RecordStore(Xl xl) {
    this.xl = xl;
  }

  /** Read what the control domain has, in place of what is known. */
  synchronized void load() {
    var printed = xl.run("reading the toolstack's records", """
        mkdir -p "$1" && cd "$1" || exit 1
        for f in vm-*.json disk-*.json; do [ ! -f "$f" ] || { echo "$f"; cat "$f"; echo; }; done
        """, FOLDER);
    vms.clear();
    disks.clear();
    var lines = printed.lines().toList();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      if (lines.get(i).startsWith("vm-")) {
        var vm = read(lines.get(i), lines.get(i + 1), VmRecord.class);
        vms.put(vm.uuid(), vm);
      } else {
        var disk = read(lines.get(i), lines.get(i + 1), DiskRecord.class);
        disks.put(disk.uuid(), disk);
      }
    }
  }

  private static <T> T read(String file, String json, Class<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JacksonException e) {
      throw new DamagedHostException("reading record " + FOLDER + "/" + file + ": " + e.getOriginalMessage() + "; remove it, or install the host anew");
    }
  }

  synchronized List<VmRecord> vms() {
    return List.copyOf(vms.values());
  }

  synchronized List<DiskRecord> disks() {
    return List.copyOf(disks.values());
  }

  synchronized Optional<VmRecord> vm(String uuid) {
    return Optional.ofNullable(vms.get(uuid));
  }

  synchronized Optional<DiskRecord> disk(String uuid) {
    return Optional.ofNullable(disks.get(uuid));
  }

  void keep(VmRecord vm) {
    keep(vm, List.of());
  }

  /** Keep a VM with disks that came with it: the disks' records first, so that none is told of that cannot be found. */
  void keep(VmRecord vm, List<DiskRecord> with) {
    var files = new ArrayList<String>();
    with.forEach(disk -> files.addAll(List.of("disk-" + disk.uuid(), JSON.writeValueAsString(disk))));
    files.addAll(List.of("vm-" + vm.uuid(), JSON.writeValueAsString(vm)));
    write(files);
    synchronized (this) {
      with.forEach(disk -> disks.put(disk.uuid(), disk));
      vms.put(vm.uuid(), vm);
      given.remove(vm.address());
    }
  }

  void keep(DiskRecord disk) {
    write(List.of("disk-" + disk.uuid(), JSON.writeValueAsString(disk)));
    synchronized (this) {
      disks.put(disk.uuid(), disk);
    }
  }

  /** Keep what needs no place of its own, such as what every host has from its beginning. */
  synchronized void know(VmRecord vm) {
    vms.putIfAbsent(vm.uuid(), vm);
  }

  void forgetVm(String uuid) {
    remove("vm-" + uuid + ".json", uuid + ".cfg");
    synchronized (this) {
      vms.remove(uuid);
    }
  }

  void forgetDisk(String uuid) {
    remove("disk-" + uuid + ".json", "");
    synchronized (this) {
      disks.remove(uuid);
    }
  }

  /** Write files; names and contents alternate. */
  private void write(List<String> files) {
    xl.run("keeping record " + files.get(files.size() - 2), """
        cd "$1" || exit 1; shift
        while [ $# -gt 0 ]; do printf '%s' "$2" > "$1.new" && sync "$1.new" && mv "$1.new" "$1.json" || exit 1; shift 2; done
        sync .
        """, Stream.concat(Stream.of(FOLDER), files.stream()).toArray(String[]::new));
  }

  private void remove(String first, String second) {
    xl.run("removing record " + first, "cd \"$1\" && rm -f \"$2\" ${3:+\"$3\"}", FOLDER, first, second);
  }

  /** Make an identity that nothing else has; the control domain's kernel makes them. */
  synchronized String identity() {
    if (identities.isEmpty()) {
      identities.addAll(xl.run("asking for identities", "n=0; while [ $n -lt $1 ]; do read -r u < /proc/sys/kernel/random/uuid; echo $u; n=$((n + 1)); done",
          Integer.toString(IDENTITIES)).lines().toList());
    }
    return identities.removeFirst();
  }

  /** Find the lowest address of the host's range that no VM has. */
  synchronized String freeAddress(int hostNumber) {
    var taken = vms.values().stream().map(VmRecord::address).toList();
    for (int number = 1; number < 16 * 250; number++) {
      var address = "10.77." + (16 * hostNumber + number / 250) + "." + (1 + number % 250);
      if (!taken.contains(address) && !given.contains(address)) {
        given.add(address);
        return address;
      }
    }
    throw new AssayException.Product("choosing an address for a VM: all of host " + hostNumber + "'s are taken");
  }
}
