package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Section;
import dev.assay.config.Types;
import dev.assay.core.Bytes;
import dev.assay.core.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What can be said of one host, or of all hosts of a class: each thing given or not. */
record HostAttributes(
    Optional<Target> target,
    Optional<String> cpuVendor,
    Optional<Integer> cpus,
    Optional<Bytes> memory,
    Optional<Bytes> disk,
    Optional<Integer> nics,
    Optional<Boolean> uefi,
    Optional<List<String>> generations,
    Optional<List<String>> labels,
    AccessAttributes access,
    PowerAttributes power,
    EquipmentAttributes equipment) {

  /** Return these, each one that is not given taken from the defaults. */
  HostAttributes over(HostAttributes defaults) {
    return new HostAttributes(
        either(defaults, HostAttributes::target),
        either(defaults, HostAttributes::cpuVendor),
        either(defaults, HostAttributes::cpus),
        either(defaults, HostAttributes::memory),
        either(defaults, HostAttributes::disk),
        either(defaults, HostAttributes::nics),
        either(defaults, HostAttributes::uefi),
        either(defaults, HostAttributes::generations),
        either(defaults, HostAttributes::labels),
        access.over(defaults.access),
        power.over(defaults.power),
        equipment.over(defaults.equipment));
  }

  private <T> Optional<T> either(HostAttributes defaults, Function<HostAttributes, Optional<T>> attribute) {
    return attribute.apply(this).or(() -> attribute.apply(defaults));
  }

  /** The keys of these in a section, read; {@link #get} inside {@link Section#make}. */
  static final class Fields {
    private final Field<Optional<Target>> target;
    private final Field<Optional<String>> cpuVendor;
    private final Field<Optional<Integer>> cpus;
    private final Field<Optional<Bytes>> memory;
    private final Field<Optional<Bytes>> disk;
    private final Field<Optional<Integer>> nics;
    private final Field<Optional<Boolean>> uefi;
    private final Field<Optional<List<String>>> generations;
    private final Field<Optional<List<String>>> labels;
    private final Field<Optional<AccessAttributes>> access;
    private final Field<Optional<PowerAttributes>> power;
    private final EquipmentAttributes.Fields equipment;

    Fields(Section section, SecretType secrets) {
      target = section.optional("target", Types.oneOf(Target.class));
      cpuVendor = section.optional("cpuVendor", Types.oneOf(List.of("GenuineIntel", "AuthenticAMD")));
      cpus = section.optional("cpus", Types.integer(1, 4096));
      memory = section.optional("memory", Types.bytes());
      disk = section.optional("disk", Types.bytes());
      nics = section.optional("nics", Types.integer(1, 64));
      uefi = section.optional("uefi", Types.bool());
      generations = section.optional("generations", place -> place.list(LabTypes.WORD));
      labels = section.optional("labels", place -> place.list(LabTypes.WORD));
      access = section.optional("access", place -> AccessAttributes.read(place.section(), secrets));
      power = section.optional("power", place -> PowerAttributes.read(place.section(), secrets));
      equipment = new EquipmentAttributes.Fields(section);
    }

    HostAttributes get() {
      return new HostAttributes(
          target.get(),
          cpuVendor.get(),
          cpus.get(),
          memory.get(),
          disk.get(),
          nics.get(),
          uefi.get(),
          generations.get(),
          labels.get(),
          access.get().orElse(AccessAttributes.NONE),
          power.get().orElse(PowerAttributes.NONE),
          equipment.get());
    }
  }
}
