package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import dev.assay.simulator.performance.Operation;
import dev.assay.simulator.shell.Command;
import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.CoreCommands;
import dev.assay.simulator.shell.Invocation;
import java.util.Locale;
import java.util.SequencedMap;

/** What a guest's shell has beside the common commands. */
final class GuestCommands {

  private final SimulatedGuest guest;
  private final GuestFiles files;

  GuestCommands(SimulatedGuest guest, GuestFiles files) {
    this.guest = guest;
    this.files = files;
  }

  SequencedMap<String, Command> table() {
    var table = CoreCommands.on(guest.time());
    table.put("sync", this::sync);
    table.put("dd", invocation -> new Dd(guest, files, invocation).run());
    table.put("docker", invocation -> new Docker(guest, files, invocation).run());
    table.put("fio", invocation -> new Fio(guest, files, invocation).run());
    table.put("iperf3", invocation -> new Iperf(guest, invocation).run());
    var tools = new GuestTools(files);
    table.put("mount", tools::mount);
    table.put("umount", tools::unmount);
    table.put("install.sh", tools::install);
    table.put("lsblk", this::lsblk);
    table.put("blkdiscard", this::discard);
    table.put("ip", this::ip);
    table.put("free", this::free);
    table.put("nproc", invocation -> print(invocation, String.valueOf(guest.hardware().vcpus())));
    table.put("uname", invocation -> print(invocation, "Linux"));
    table.put("hostname", invocation -> print(invocation, guest.hardware().name()));
    table.put("whoami", invocation -> print(invocation, "root"));
    table.put("uptime", this::uptime);
    table.put("poweroff", invocation -> end(GuestOs.Ending.POWERED_OFF));
    table.put("reboot", invocation -> end(GuestOs.Ending.REBOOTED));
    return table;
  }

  private static int print(Invocation invocation, String text) {
    invocation.line(text);
    return 0;
  }

  private int end(GuestOs.Ending ending) {
    guest.endSoon(ending);
    return 0;
  }

  private int sync(Invocation invocation) {
    guest.resources().perform(new Operation.GuestTransfer(Bytes.mib(1), false));
    guest.sync();
    return 0;
  }

  /** Give a whole disk back to the storage, as {@code blkdiscard} of util-linux does. */
  private int discard(Invocation invocation) {
    invocation.allowOptions("f");
    if (invocation.operands().size() != 1) {
      throw new CommandFailed(1, "no device specified");
    }
    var path = invocation.operands().getFirst();
    var disk = files.disk(path).orElseThrow(() -> new CommandFailed(1, "cannot open " + path + ": No such file or directory"));
    if (disk.device().readOnly()) {
      throw new CommandFailed(1, "cannot open " + path + ": Read-only file system");
    }
    guest.sync();
    disk.device().discard(0, disk.device().size().count());
    return 0;
  }

  private int lsblk(Invocation invocation) {
    invocation.allowOptions("bnd");
    if (!invocation.has('n')) {
      invocation.line("NAME       SIZE RO TYPE");
    }
    for (var disk : guest.hardware().disks()) {
      var size = invocation.has('b') ? String.valueOf(disk.device().size().count()) : disk.device().size().toString();
      invocation.line(disk.name() + " " + size + " " + (disk.device().readOnly() ? 1 : 0) + " disk");
    }
    return 0;
  }

  private int ip(Invocation invocation) {
    var words = String.join(" ", invocation.operands());
    if (!words.matches("(a|addr|address|link)( show)?")) {
      throw new CommandFailed(1, "Object \"" + words + "\" is unknown, try \"ip addr\".");
    }
    invocation.line("1: lo: <LOOPBACK,UP> mtu 65536");
    int number = 2;
    for (var nic : guest.hardware().nics()) {
      invocation.line(number + ": eth" + (number - 2) + ": <BROADCAST,MULTICAST,UP> mtu 1500");
      invocation.line("    link/ether " + nic.mac());
      if (number++ == 2 && !words.startsWith("link")) {
        guest.address().ifPresent(address -> invocation.line("    inet " + address + "/11 scope global eth0"));
      }
    }
    return 0;
  }

  private int free(Invocation invocation) {
    invocation.allowOptions("bkm");
    long unit = invocation.has('b') ? 1 : invocation.has('m') ? 1 << 20 : 1 << 10;
    // The kernel keeps a fiftieth for itself before it counts.
    long total = guest.hardware().memory().count() / 50 * 49;
    invocation.line("              total        used        free");
    return print(invocation, String.format(Locale.ROOT, "Mem:   %12d%12d%12d", total / unit, total / 8 / unit, (total - total / 8) / unit));
  }

  private int uptime(Invocation invocation) {
    var up = guest.time().since(guest.running("asking the uptime").bootedAt);
    return print(invocation, String.format(Locale.ROOT, " up %d days, %02d:%02d:%02d", up.toDays(), up.toHoursPart(), up.toMinutesPart(), up.toSecondsPart()));
  }
}
