package dev.assay.cli.xenlab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of QEMU for one machine. What the machine's firmware starts from comes last and is added by its
 * management controller.
 *
 * @param networkBoot where a machine that boots from the network finds its script
 * @param linkPort of the socket that joins the hosts' second cards; the first host listens, the others connect
 */
record QemuCommand(LabFolder lab, HostSettings host, Accelerator accelerator, String networkBoot, int linkPort) {

  /** Where machines reach a port of this machine's loopback, by QEMU's user network. */
  static final String LOOPBACK_SEEN_BY_HOSTS = "10.0.2.2";

  /** Where machines find installation media; no port of this machine stands behind it. */
  static final String MEDIA_SEEN_BY_HOSTS = "10.0.2.100";

  List<String> render() {
    var folder = lab.host(host.name());
    var command = new ArrayList<>(List.of("qemu-system-x86_64", "-name", host.name(), "-M", "q35"));
    command.addAll(accelerator.options());
    command.addAll(List.of("-smp", String.valueOf(host.cpus()), "-m", host.memory().count() / (1 << 20) + "M"));
    command.addAll(List.of("-display", "none", "-vga", "none", "-nodefaults", "-no-user-config"));
    command.addAll(List.of("-chardev", "file,id=console,append=on,path=" + escaped(lab.console(host.name())), "-serial", "chardev:console"));
    // One disk of each kind: two of one kind may swap their names from one boot to the next.
    command.addAll(List.of("-device", "virtio-scsi-pci"));
    command.addAll(disk(folder.resolve("disk.qcow2"), "disk", "scsi-hd"));
    command.addAll(disk(folder.resolve("data.qcow2"), "data", "virtio-blk-pci"));
    command.addAll(List.of(
        "-netdev", "user,id=net,ipv6=off,bootfile=" + networkBoot.replace(",", ",,") + "/" + host.name() + "/boot.ipxe"
            + ",hostfwd=tcp:127.0.0.1:" + host.sshPort() + "-10.0.2.15:22"
            + ",guestfwd=tcp:" + MEDIA_SEEN_BY_HOSTS + ":80-cmd:busybox httpd -i -h " + escaped(lab.media()),
        "-device", "virtio-net-pci,netdev=net,mac=" + host.mac(),
        "-netdev", link(),
        "-device", "virtio-net-pci,netdev=link,romfile=,mac=" + host.linkMac(),
        "-device", "virtio-rng-pci"));
    command.addAll(List.of("-pidfile", folder.resolve("qemu.pid").toString(), "-daemonize"));
    return command;
  }

  private static List<String> disk(Path file, String id, String device) {
    return List.of(
        "-drive", "if=none,id=" + id + ",format=qcow2,cache=unsafe,discard=unmap,file=" + escaped(file),
        "-device", device + ",drive=" + id);
  }

  /** All hosts of the lab hear each other on one multicast group of the loopback. */
  private String link() {
    return "socket,id=link,mcast=230.0.0.1:" + linkPort + ",localaddr=127.0.0.1";
  }

  private static String escaped(Path path) {
    return path.toString().replace(",", ",,");
  }
}
