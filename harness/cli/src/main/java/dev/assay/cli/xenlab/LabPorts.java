package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;

/**
 * The ports that the lab has as a whole, kept from one time to the next unless somebody else has taken them.
 *
 * @param networkBoot where a run serves boot scripts and answer files
 * @param link of the group on which the hosts' second cards hear each other
 */
record LabPorts(int networkBoot, int link) {

  /** @param inUse whether a machine of the lab runs: it knows the ports that there were when it started */
  static LabPorts of(LabFolder lab, boolean inUse) {
    var before = Files.isRegularFile(lab.settings()) ? Optional.of(read(lab)) : Optional.<LabPorts>empty();
    return before.filter(ports -> inUse || Ports.isFreeTcp(ports.networkBoot)).orElseGet(() -> chosen(lab));
  }

  private static LabPorts chosen(LabFolder lab) {
    var ports = new LabPorts(Ports.freeTcp(), Ports.freeUdp());
    Whole.write(lab.settings(), "networkBoot=%d\nlink=%d\n".formatted(ports.networkBoot, ports.link));
    return ports;
  }

  private static LabPorts read(LabFolder lab) {
    try {
      var values = new Properties();
      values.load(new StringReader(Files.readString(lab.settings())));
      return new LabPorts(Integer.parseInt(values.getProperty("networkBoot", "")), Integer.parseInt(values.getProperty("link", "")));
    } catch (IOException | IllegalArgumentException e) {
      throw new AssayException.Lab("reading " + lab.settings() + ": " + e.getMessage() + "; remove it, and raise the lab anew", e);
    }
  }
}
