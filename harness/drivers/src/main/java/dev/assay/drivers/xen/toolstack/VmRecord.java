package dev.assay.drivers.xen.toolstack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the toolstack remembers of a VM; what it does now is for the hypervisor to say.
 *
 * @param domainType how it is virtualised, in the API's word and in that of {@code xl}
 * @param image the guest image that it is made of
 * @param address what its guest is told to be reached at, without the network's length
 * @param memoryBytes what it starts with; {@code mostMemoryBytes} is where its balloon may grow to
 */
record VmRecord(
    String uuid,
    String name,
    String description,
    boolean template,
    String domainType,
    String image,
    String address,
    long memoryBytes,
    long leastMemoryBytes,
    long mostMemoryBytes,
    int vcpus,
    int mostVcpus,
    Map<String, String> otherConfig,
    List<Plug> disks,
    List<Card> cards) {

  /** A disk in a VM, by the disk's identity. */
  record Plug(String uuid, String disk, int position) {
    String device() {
      return "xvd" + (char) ('a' + position);
    }
  }

  /** A network card. */
  record Card(String uuid, int position, String mac) {}

  /** The instructions run as they are, and what they may not do is asked of the hypervisor. */
  static final String PARAVIRTUAL = "pv";
  /** With the processor's own help for page tables, without emulated devices. */
  static final String WITH_HARDWARE = "pvh";

  VmRecord {
    // Records of earlier versions do not say.
    domainType = Objects.requireNonNullElse(domainType, PARAVIRTUAL);
    otherConfig = new TreeMap<>(otherConfig);
    disks = List.copyOf(disks);
    cards = List.copyOf(cards);
  }

  VmRecord with(List<Plug> newDisks, List<Card> newCards) {
    return new VmRecord(uuid, name, description, template, domainType, image, address, memoryBytes, leastMemoryBytes, mostMemoryBytes, vcpus, mostVcpus, otherConfig, newDisks, newCards);
  }

  VmRecord named(String newName, String newDescription) {
    return new VmRecord(uuid, newName, newDescription, template, domainType, image, address, memoryBytes, leastMemoryBytes, mostMemoryBytes, vcpus, mostVcpus, otherConfig, disks, cards);
  }

  VmRecord memory(long now, long least, long most) {
    return new VmRecord(uuid, name, description, template, domainType, image, address, now, least, most, vcpus, mostVcpus, otherConfig, disks, cards);
  }

  VmRecord vcpus(int now, int most) {
    return new VmRecord(uuid, name, description, template, domainType, image, address, memoryBytes, leastMemoryBytes, mostMemoryBytes, now, most, otherConfig, disks, cards);
  }

  VmRecord configured(Map<String, String> config) {
    return new VmRecord(uuid, name, description, template, domainType, image, address, memoryBytes, leastMemoryBytes, mostMemoryBytes, vcpus, mostVcpus, config, disks, cards);
  }

  VmRecord virtualised(String newType) {
    return new VmRecord(uuid, name, description, template, newType, image, address, memoryBytes, leastMemoryBytes, mostMemoryBytes, vcpus, mostVcpus, otherConfig, disks, cards);
  }

  /** Return it as another VM of the same shape, without devices. */
  VmRecord copy(String newUuid, String newName, String newAddress) {
    return new VmRecord(newUuid, newName, "", false, domainType, image, newAddress, memoryBytes, leastMemoryBytes, mostMemoryBytes, vcpus, mostVcpus, otherConfig, List.of(), List.of());
  }
}
