package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Limit;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers and names of a VM's devices. */
final class Devices {

  /** Positions that every generation has for the disks of a VM. */
  private static final int LEAST_POSITIONS = 16;

  private Devices() {}

  /** Read {@code userdevice}, which may be a number or a name such as {@code xvdb}. */
  static int number(Entity vbd) {
    return number(vbd.text("userdevice"));
  }

  static int number(String userdevice) {
    if (userdevice.matches("\\d{1,3}")) {
      return Integer.parseInt(userdevice);
    }
    if (!userdevice.matches("(xvd|hd|sd)[a-z]{1,2}")) {
      return Integer.MAX_VALUE;
    }
    var letters = userdevice.replaceFirst("xvd|hd|sd", "");
    int last = letters.charAt(letters.length() - 1) - 'a';
    return letters.length() == 1 ? last : 26 * (letters.charAt(0) - 'a' + 1) + last;
  }

  static String diskName(int number) {
    var last = String.valueOf((char) ('a' + number % 26));
    return "xvd" + (number < 26 ? last : (char) ('a' + number / 26 - 1) + last);
  }

  /** Count the positions for disks, CD drive included. */
  static int positions(Entity vm) {
    int disks = Math.toIntExact(vm.productLimit(Limit.VBDS_PER_VM));
    return disks <= LEAST_POSITIONS ? LEAST_POSITIONS : disks + 1;
  }

  static List<Object> freeDisks(Entity vm) {
    var taken = vm.targets("VBDs").stream().map(Devices::number).toList();
    return IntStream.range(0, positions(vm)).filter(number -> !taken.contains(number)).<Object>mapToObj(String::valueOf).toList();
  }

  static List<Object> freeInterfaces(Entity vm) {
    var taken = vm.targets("VIFs").stream().map(vif -> vif.text("device")).toList();
    return IntStream.range(0, Math.toIntExact(vm.productLimit(Limit.VIFS_PER_VM))).mapToObj(String::valueOf).filter(number -> !taken.contains(number)).map(Object.class::cast).toList();
  }
}
