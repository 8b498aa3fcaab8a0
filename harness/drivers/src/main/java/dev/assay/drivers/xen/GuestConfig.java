package dev.assay.drivers.xen;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A guest as {@code xl create} reads it.
 *
 * @param uuid its name too, since names of VMs need not be unique
 * @param type {@code pv} or {@code pvh}
 * @param image the folder of its kernel and its initial RAM disk
 * @param arguments what its kernel is told
 * @param mostMemory up to where its balloon may grow
 */
public record GuestConfig(String uuid, String type, String image, String arguments, Bytes memory, Bytes mostMemory, int vcpus, int mostVcpus, List<Card> cards, List<Disk> disks) {

  /** A network card. */
  public record Card(String mac, String bridge) {}

  /**
   * A disk.
   *
   * @param file the raw file in the control domain
   * @param device its name in the guest: {@code xvda}
   */
  public record Disk(String file, String device) {}

  public GuestConfig {
    cards = List.copyOf(cards);
    disks = List.copyOf(disks);
    for (var text : List.of(uuid, type, image, arguments)) {
      if (text.contains("\"") || text.contains("\\") || text.lines().count() > 1) {
        throw new AssayException.Usage("configuring guest " + uuid + ": '" + text + "' cannot stand in a configuration of xl");
      }
    }
  }

  /** Write all of it but the disks, whose devices are known when they are attached. */
  String render() {
    return """
        name="%s"
        uuid="%s"
        type="%s"
        kernel="%s/vmlinuz"
        ramdisk="%s/initrd.img"
        extra="%s"
        memory=%d
        maxmem=%d
        vcpus=%d
        maxvcpus=%d
        vif=[%s]
        on_poweroff="destroy"
        on_reboot="restart"
        on_crash="destroy"
        """.formatted(uuid, uuid, type, image, image, arguments, mib(memory), mib(mostMemory), vcpus, mostVcpus,
        cards.stream().map(card -> "'mac=" + card.mac() + ",bridge=" + card.bridge() + ",script=" + HotplugScripts.CARD_PATH + "'").collect(Collectors.joining(",")));
  }

  static long mib(Bytes memory) {
    return memory.count() / Bytes.mib(1).count();
  }
}
