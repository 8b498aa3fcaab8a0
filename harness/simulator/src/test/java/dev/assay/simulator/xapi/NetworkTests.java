package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class NetworkTests extends XapiFixture {

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private String network(String name) {
    return client.text("network.create", Values.map("name_label", name, "name_description", "", "MTU", 9000L, "other_config", Values.map(), "tags", List.of()));
  }

  private String nic(String device) {
    return client.refs("PIF.get_all").stream()
        .filter(pif -> client.get("PIF", pif, "device").equals(device) && client.get("PIF", pif, "physical").equals(true))
        .findFirst()
        .orElseThrow();
  }

  private String bond(String mode) {
    return client.text("Bond.create", network("bonded"), List.of(nic("eth0"), nic("eth1")), "", mode, Values.map());
  }

  @Test
  public void aBondTakesOverTheManagementInterfaceAndGivesItBack() {
    inside(() -> {
      var bond = bond("lacp");
      var master = (String) client.get("Bond", bond, "master");
      assertThat(client.get("PIF", master, "management")).isEqualTo(true);
      assertThat(client.get("PIF", master, "MTU")).isEqualTo(9000L);
      assertThat(client.get("PIF", nic("eth0"), "bond_slave_of")).isEqualTo(bond);
      assertThat(client.map("Bond.get_properties", bond)).containsEntry("hashing_algorithm", "tcpudp_ports");
      assertRefused(() -> client.call("PIF.plug", nic("eth1")), "CANNOT_PLUG_BOND_SLAVE", nic("eth1"));
      client.call("Bond.set_mode", bond, "active-backup");
      assertThat(client.get("Bond", bond, "mode")).isEqualTo("active-backup");
      client.call("Bond.destroy", bond);
      assertThat(client.get("PIF", nic("eth0"), "management")).isEqualTo(true);
    });
  }

  @Test
  public void whatCannotBeBondedIsRefused() {
    inside(() -> {
      var network = network("other");
      assertRefused(() -> client.call("Bond.create", network, List.of(), ""), "PIF_BOND_NEEDS_MORE_MEMBERS");
      bond("balance-slb");
      assertRefused(() -> client.call("Bond.create", network, List.of(nic("eth0"), nic("eth1")), ""), "PIF_ALREADY_BONDED", nic("eth0"));
    });
  }

  @Test
  public void aVlanIsMadeOnceForEachTag() {
    inside(() -> {
      var vlan = client.text("VLAN.create", nic("eth1"), 7L, network("seven"));
      var untagged = (String) client.get("VLAN", vlan, "untagged_PIF");
      assertThat(client.get("PIF", untagged, "VLAN")).isEqualTo(7L);
      assertRefused(() -> client.call("VLAN.create", nic("eth1"), 7L, network("again")), "PIF_VLAN_EXISTS", "eth1");
      assertRefused(() -> client.call("VLAN.create", nic("eth1"), 4095L, network("far")), "VLAN_TAG_INVALID", "4095");
      assertRefused(() -> client.call("PIF.forget", nic("eth1")), "PIF_VLAN_STILL_EXISTS", nic("eth1"));
      client.call("VLAN.destroy", vlan);
      client.call("PIF.forget", nic("eth1"));
      assertThat(client.text("PIF.introduce", client.thisHost(), "00:16:3e:00:00:02", "eth1")).startsWith("OpaqueRef:");
    });
  }

  @Test
  public void interfacesAreRefusedForTheirState() {
    inside(() -> {
      var management = nic("eth0");
      assertRefused(() -> client.call("PIF.unplug", management), "PIF_IS_MANAGEMENT_INTERFACE", management);
      assertRefused(() -> client.call("PIF.reconfigure_ip", management, "None", "", "", "", ""), "PIF_IS_MANAGEMENT_INTERFACE", management);
      assertRefused(() -> client.call("PIF.destroy", nic("eth1")), "PIF_IS_PHYSICAL");
      assertRefused(() -> client.call("PIF.reconfigure_ip", nic("eth1"), "Static", "10.0.0.300", "", "", ""), "INVALID_IP_ADDRESS_SPECIFIED", "IP");
      assertRefused(() -> client.call("PIF.reconfigure_ip", nic("eth1"), "DHCP", "", "", "x", ""), "INVALID_IP_ADDRESS_SPECIFIED", "gateway");
      assertRefused(() -> client.call("PIF.reconfigure_ip", nic("eth1"), "DHCP", "", "", "", "10.0.0.1,x"), "INVALID_IP_ADDRESS_SPECIFIED", "DNS");
      assertRefused(() -> client.call("PIF.reconfigure_ipv6", nic("eth1"), "DHCP", "", "", "10.0.0.1,x"), "INVALID_IP_ADDRESS_SPECIFIED", "DNS");
      assertRefused(() -> client.call("PIF.introduce", client.thisHost(), "", "eth1"), "DUPLICATE_PIF_DEVICE_NAME", "eth1");
      assertRefused(() -> client.call("PIF.create_VLAN", "eth9", network("n"), client.thisHost(), 3L), "INVALID_VALUE", "device", "eth9");
      var vlan = client.text("VLAN.create", nic("eth1"), 7L, network("seven"));
      var untagged = (String) client.get("VLAN", vlan, "untagged_PIF");
      assertRefused(() -> client.call("VLAN.create", untagged, 8L, network("eight")), "PIF_IS_VLAN", untagged);
      assertRefused(() -> client.call("PIF.set_property", untagged, "gro", "off"), "CANNOT_CHANGE_PIF_PROPERTIES", untagged);
    });
  }

  @Test
  public void whatCarriesARunningGuestStays() {
    inside(() -> {
      var vm = client.createVm("a");
      var network = (String) client.get("PIF", nic("eth1"), "network");
      var vif = client.text("VIF.create", Values.map(
          "VM", vm, "network", network, "device", "1", "MAC", "", "MTU", 1500L, "other_config", Values.map(),
          "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
      client.call("VM.start", vm, false, false);
      assertRefused(() -> client.call("PIF.unplug", nic("eth1")), "VIF_IN_USE", network, vif);
      assertRefused(() -> client.call("network.destroy", network), "NETWORK_CONTAINS_VIF", vif);
      assertRefused(() -> client.call("network.set_default_locking_mode", network, "disabled"), "VIF_IN_USE", network, vif);
      client.call("VM.hard_shutdown", vm);
      client.call("PIF.unplug", nic("eth1"));
      assertThat(client.get("PIF", nic("eth1"), "currently_attached")).isEqualTo(false);
    });
  }

  @Test
  public void theProductsOwnNetworksAndNamesAreKept() {
    inside(() -> {
      var internal = client.only("network", "Host internal management network");
      assertRefused(() -> client.call("network.destroy", internal), "CANNOT_DESTROY_SYSTEM_NETWORK", internal);
      assertRefused(() -> client.call("network.create", Values.map("name_label", "n", "bridge", "xapi9", "other_config", Values.map())), "INVALID_VALUE", "bridge", "xapi9");
      assertRefused(() -> client.call("network.create", Values.map("name_label", "n", "bridge", 9L, "other_config", Values.map())), "FIELD_TYPE_ERROR", "bridge");
      var first = network("first");
      network("second");
      client.call("network.destroy", first);
      var bridges = client.refs("network.get_all").stream().map(network -> client.get("network", network, "bridge")).toList();
      network("third");
      assertThat(bridges).doesNotContain("xapi0").contains("xapi1");
      assertThat(client.refs("network.get_all").stream().map(network -> client.get("network", network, "bridge")).toList()).doesNotHaveDuplicates();
    });
  }

  @Test
  public void aTunnelNeedsATransportWithAnAddress() {
    inside(() -> {
      assertRefused(() -> client.call("tunnel.create", nic("eth1"), network("t")), "TRANSPORT_PIF_NOT_CONFIGURED", nic("eth1"));
      client.call("PIF.reconfigure_ip", nic("eth1"), "Static", "10.5.0.1", "255.255.255.0", "", "");
      var tunnel = client.text("tunnel.create", nic("eth1"), network("u"));
      var access = (String) client.get("tunnel", tunnel, "access_PIF");
      assertThat(client.get("PIF", access, "tunnel_access_PIF_of")).isEqualTo(List.of(tunnel));
      client.call("tunnel.destroy", tunnel);
      assertRefused(() -> client.call("PIF.get_record", access), "HANDLE_INVALID", "PIF", access);
    });
  }

  @Test
  public void managementMovesToAnInterfaceThatIsConfigured() {
    inside(() -> {
      assertRefused(() -> client.call("host.management_reconfigure", nic("eth1")), "PIF_HAS_NO_NETWORK_CONFIGURATION", nic("eth1"));
      client.call("PIF.reconfigure_ip", nic("eth1"), "DHCP", "", "", "", "10.0.0.1,10.0.0.2");
      client.call("PIF.reconfigure_ip", nic("eth1"), "DHCP", "", "", "", "");
      assertThat(client.get("PIF", nic("eth1"), "DNS")).isEqualTo("10.0.0.1,10.0.0.2");
      client.call("host.management_reconfigure", nic("eth1"));
      assertThat(client.text("host.get_management_interface", client.thisHost())).isEqualTo(nic("eth1"));
    });
  }
}
