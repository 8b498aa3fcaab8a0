package dev.assay.simulator.performance;

import java.util.List;

/**
 * How much faster than the machines of the publications those of a class are: 1 is as fast. A class says it in its name.
 *
 * @param processor of dom0 and of guests
 * @param storage of the machine's way to its disks
 * @param network of its links
 */
public record MachineSpeed(double processor, double storage, double network) {

  public static final MachineSpeed PUBLISHED = new MachineSpeed(1, 1, 1);

  public MachineSpeed {
    if (!(processor > 0) || !(storage > 0) || !(network > 0)) {
      throw new IllegalArgumentException("a machine that is " + processor + ", " + storage + " and " + network + " times as fast");
    }
  }

  /** Read the words of a class's name, such as {@code fast-ssd-a}; a name without such words is of machines as published. */
  public static MachineSpeed of(String hostClass) {
    var words = List.of(hostClass.split("-"));
    double processor = words.contains("fast") ? Parameters.FAST : words.contains("slow") ? Parameters.SLOW : 1;
    double storage = words.contains("ssd") ? Parameters.SSD : words.contains("hdd") ? Parameters.HDD : 1;
    double network = words.contains("gigabit") ? Parameters.GIGABIT : 1;
    return new MachineSpeed(processor, storage, network);
  }
}
