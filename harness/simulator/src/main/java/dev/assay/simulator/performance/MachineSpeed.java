package dev.assay.simulator.performance;

import java.util.List;

/**
 * How much faster than the machines of the publications those of a class are: 1 is as fast. A class says it in its name.
 *
 * @param processor of dom0 and of guests
 * @param storage of the machine's way to its disks
 */
public record MachineSpeed(double processor, double storage) {

  public static final MachineSpeed PUBLISHED = new MachineSpeed(1, 1);

  public MachineSpeed {
    if (!(processor > 0) || !(storage > 0)) {
      throw new IllegalArgumentException("a machine that is " + processor + " and " + storage + " times as fast");
    }
  }

  /** Read the words of a class's name, such as {@code fast-ssd-a}; a name without such words is of machines as published. */
  public static MachineSpeed of(String hostClass) {
    var words = List.of(hostClass.split("-"));
    double processor = words.contains("fast") ? Parameters.FAST : words.contains("slow") ? Parameters.SLOW : 1;
    double storage = words.contains("ssd") ? Parameters.SSD : words.contains("hdd") ? Parameters.HDD : 1;
    return new MachineSpeed(processor, storage);
  }
}
