package dev.assay.drivers.xen;

/**
 * The scripts that {@code xl} runs when a guest's device comes: the three steps of those that Xen ships, without their search through
 * the devices of all other guests. That search takes longer with each guest, and in emulation longer than {@code xl} waits.
 */
final class HotplugScripts {

  static final String CARD_PATH = "/var/lib/assay/toolstack/plug-card";

  static final String DISK = """
      #!/bin/sh
      # Tells the back end which device a guest's disk is on.
      [ "$1" = add ] || exit 0
      device=$(xenstore-read "$XENBUS_PATH/params") && number=$(stat -L -c %t:%T "$device") || exit 1
      exec xenstore-write "$XENBUS_PATH/physical-device" "$number" "$XENBUS_PATH/hotplug-status" connected
      """;

  static final String CARD = """
      #!/bin/sh
      # Connects a guest's network card to its bridge.
      case $1 in online | add) ;; *) exit 0 ;; esac
      ip link set dev "$vif" master "$(xenstore-read "$XENBUS_PATH/bridge")" up || exit 1
      exec xenstore-write "$XENBUS_PATH/hotplug-status" connected
      """;

  static final String INSTALL = """
      cd /var/lib/assay && mkdir -p toolstack && cd toolstack || exit 1
      printf '%s' "$1" > plug-disk && printf '%s' "$2" > plug-card && chmod 755 plug-disk plug-card
      """;

  private HotplugScripts() {}
}
