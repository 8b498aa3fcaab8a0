package dev.assay.simulator.xapi;

import java.util.List;
import java.util.stream.IntStream;

/** Numbers and names of a VM's devices. */
final class Devices {

  /** What the product allows per VM: 16 disks, 7 interfaces. */
  static final int MOST_DISKS = 16;

  static final int MOST_INTERFACES = 7;

  private Devices() {}

  /** Read {@code userdevice}, which may be a number or a name such as {@code xvdb}. */
  static int number(Entity vbd) {
    return number(vbd.text("userdevice"));
  }

  static int number(String userdevice) {
    if (userdevice.matches("\\d{1,3}")) {
      return Integer.parseInt(userdevice);
    }
    return userdevice.matches("(xvd|hd|sd)[a-z]") ? userdevice.charAt(userdevice.length() - 1) - 'a' : Integer.MAX_VALUE;
  }

  static String diskName(int number) {
    return "xvd" + (char) ('a' + number);
  }

  static List<Object> freeDisks(Entity vm) {
    var taken = vm.targets("VBDs").stream().map(Devices::number).toList();
    return IntStream.range(0, MOST_DISKS).filter(number -> !taken.contains(number)).<Object>mapToObj(String::valueOf).toList();
  }

  static List<Object> freeInterfaces(Entity vm) {
    var taken = vm.targets("VIFs").stream().map(vif -> vif.text("device")).toList();
    return IntStream.range(0, MOST_INTERFACES).mapToObj(String::valueOf).filter(number -> !taken.contains(number)).map(Object.class::cast).toList();
  }
}
