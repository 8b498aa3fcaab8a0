package dev.assay.drivers.install;

import java.util.List;

/** How the management interface of a host gets its address. */
public sealed interface AdminInterface {

  /** The NIC as the installer names it, such as {@code eth0}. */
  String nic();

  record Dhcp(String nic) implements AdminInterface {}

  record Static(String nic, String address, String netmask, String gateway, List<String> nameServers) implements AdminInterface {
    public Static {
      nameServers = List.copyOf(nameServers);
    }
  }
}
