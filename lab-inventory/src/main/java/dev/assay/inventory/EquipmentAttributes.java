package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Section;
import dev.assay.config.Types;
import dev.assay.core.Bytes;
import java.util.List;
import java.util.Optional;

/** What a host or a class says of its equipment: each thing given or not. */
record EquipmentAttributes(
    Optional<String> cpuFamily,
    Optional<String> rack,
    Optional<List<String>> feeds,
    Optional<List<String>> networks,
    Optional<Integer> disks,
    Optional<Integer> gpus,
    Optional<Bytes> secondDisk) {

  EquipmentAttributes over(EquipmentAttributes defaults) {
    return new EquipmentAttributes(
        cpuFamily.or(defaults::cpuFamily),
        rack.or(defaults::rack),
        feeds.or(defaults::feeds),
        networks.or(defaults::networks),
        disks.or(defaults::disks),
        gpus.or(defaults::gpus),
        secondDisk.or(defaults::secondDisk));
  }

  Lab.Equipment get() {
    var unknown = Lab.Equipment.UNKNOWN;
    return new Lab.Equipment(cpuFamily.orElse(unknown.cpuFamily()), rack.orElse(unknown.rack()), feeds.orElse(unknown.feeds()),
        networks.orElse(unknown.networks()), disks.orElse(secondDisk.isPresent() ? 2 : unknown.disks()), gpus.orElse(unknown.gpus()), secondDisk.orElse(unknown.secondDisk()));
  }

  /** The keys of these in a section. */
  static final class Fields {
    private final Field<Optional<String>> cpuFamily;
    private final Field<Optional<String>> rack;
    private final Field<Optional<List<String>>> feeds;
    private final Field<Optional<List<String>>> networks;
    private final Field<Optional<Integer>> disks;
    private final Field<Optional<Integer>> gpus;
    private final Field<Optional<Bytes>> secondDisk;

    Fields(Section section) {
      cpuFamily = section.optional("cpuFamily", LabTypes.WORD_OR_BLANK);
      rack = section.optional("rack", LabTypes.WORD_OR_BLANK);
      feeds = section.optional("feeds", place -> place.list(LabTypes.WORD));
      networks = section.optional("networks", place -> place.list(LabTypes.WORD));
      disks = section.optional("disks", Types.integer(1, 1000));
      gpus = section.optional("gpus", Types.integer(0, 64));
      secondDisk = section.optional("secondDisk", Types.bytes());
    }

    EquipmentAttributes get() {
      return new EquipmentAttributes(cpuFamily.get(), rack.get(), feeds.get(), networks.get(), disks.get(), gpus.get(), secondDisk.get());
    }
  }
}
