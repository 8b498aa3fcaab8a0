package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Section;
import dev.assay.config.Type;
import dev.assay.core.HostId;
import dev.assay.core.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads hosts, filling in what their class says, and checks what must be unique in the whole lab. */
final class HostReader {

  private static final int DEFAULT_NICS = 2;

  private final Lab.Kind kind;
  private final HostClasses classes;
  private final List<String> exports;
  private final SecretType secrets;
  private final Map<String, String> owners = new HashMap<>();

  HostReader(Lab.Kind kind, HostClasses classes, List<String> exports, SecretType secrets) {
    this.kind = kind;
    this.classes = classes;
    this.exports = exports;
    this.secrets = secrets;
  }

  Type<String> exportName() {
    return LabReader.named("storage export", exports);
  }

  Field<List<Lab.Host>> readAll(Place place, List<String> siteReaches) {
    var section = place.section();
    var hosts = new ArrayList<Field<Lab.Host>>();
    section.names().forEach(name -> hosts.add(section.required(name, at -> host(at, siteReaches))));
    return section.make(() -> hosts.stream().map(Field::get).toList());
  }

  private Field<Lab.Host> host(Place place, List<String> siteReaches) {
    var section = place.section();
    LabTypes.requireName(place);
    requireUnique(place, "host", place.name(), place.name());
    var hostClass = section.required("class", LabReader.named("host class", classes.names()));
    var address = section.required("address", unique("address", place.name(), LabTypes.ADDRESS));
    var mac = section.required("mac", unique("MAC address", place.name(), LabTypes.MAC));
    var reaches = section.list("reaches", exportName()).map(own -> section.at("reaches").isPresent() ? own : siteReaches);
    var own = new HostAttributes.Fields(section, secrets);
    return section.make(own::get).value()
        .flatMap(attributes -> hostClass.value().flatMap(classes::attributes).map(attributes::over))
        .map(attributes -> build(section, hostClass.get(), address.get(), mac.get(), reaches.get(), attributes))
        .orElseGet(Field::broken);
  }

  private Field<Lab.Host> build(
      Section section, String hostClass, String address, String mac, List<String> reaches, HostAttributes attributes) {
    var missing = missing(attributes);
    if (!missing.isEmpty()) {
      section.place().problem("neither the host nor its class '" + hostClass + "' says: " + String.join(", ", missing));
      return Field.broken();
    }
    var idle = idle(attributes);
    if (idle.isPresent()) {
      section.place().problem(idle.get());
      return Field.broken();
    }
    return section.make(() -> new Lab.Host(
        HostId.of(section.place().name()),
        hostClass,
        address,
        mac,
        attributes.cpuVendor().orElse("GenuineIntel"),
        attributes.cpus().orElseThrow(),
        attributes.memory().orElseThrow(),
        attributes.disk().orElseThrow(),
        attributes.nics().orElse(DEFAULT_NICS),
        attributes.uefi().orElse(false),
        reaches,
        attributes.generations().orElseThrow(),
        attributes.labels().orElse(List.of()),
        access(target(attributes), attributes.access(), attributes.power()),
        attributes.equipment().get()));
  }

  private List<String> missing(HostAttributes host) {
    var missing = new ArrayList<String>();
    require(missing, "cpus", host.cpus());
    require(missing, "memory", host.memory());
    require(missing, "disk", host.disk());
    require(missing, "generations", host.generations());
    if (kind == Lab.Kind.REMOTE) {
      switch (target(host)) {
        case XAPI -> {
          require(missing, "access.password", host.access().password());
          require(missing, "access.xapi", host.access().xapi());
        }
        case XEN -> require(missing, "access.key or access.password", host.access().key().or(host.access()::password));
      }
      require(missing, "access.ssh", host.access().ssh());
      require(missing, "access.hostKey", host.access().hostKey());
      require(missing, "power.address", host.power().address());
      require(missing, "power.user", host.power().user());
      require(missing, "power.password", host.power().password());
    }
    return missing;
  }

  /** Say which key means nothing for the kind of host, so that nobody believes it to have an effect. */
  private Optional<String> idle(HostAttributes host) {
    if (target(host) == Target.XAPI) {
      return host.access().key().map(_ -> "access.key is for hosts with 'target: xen'; a XAPI host is logged in to with its password");
    }
    if (kind == Lab.Kind.SIMULATED) {
      return Optional.of("'target: xen' is for remote labs: the simulated hosts are XAPI hosts");
    }
    return host.access().xapi().isPresent() || host.access().certificate().isPresent()
        ? Optional.of("a host with 'target: xen' has no XAPI: leave out access.xapi and access.certificate")
        : Optional.empty();
  }

  private static void require(List<String> missing, String key, Optional<?> value) {
    if (value.isEmpty()) {
      missing.add(key);
    }
  }

  private static Target target(HostAttributes host) {
    return host.target().orElse(Target.XAPI);
  }

  private static Lab.Access access(Target target, AccessAttributes access, PowerAttributes power) {
    return new Lab.Access(
        target,
        access.user().orElse("root"),
        access.password().orElse(Secret.OF_SIMULATED_LAB),
        access.key(),
        access.xapi(),
        access.certificate(),
        access.ssh(),
        access.hostKey(),
        access.console().orElse(Lab.Access.KERNEL_LOG),
        power.address(),
        power.certificate(),
        power.user().orElse("root"),
        power.password().orElse(Secret.OF_SIMULATED_LAB));
  }

  private Type<String> unique(String what, String host, Type<String> type) {
    return place -> {
      var field = type.read(place);
      field.value().ifPresent(value -> requireUnique(place, what, value, host));
      return field;
    };
  }

  private void requireUnique(Place place, String what, String value, String host) {
    var other = owners.putIfAbsent(what + " " + value, host);
    if (other != null) {
      place.problem(what + " '" + value + "' is given twice in this lab" + (other.equals(host) ? "" : "; host " + other + " has it already"));
    }
  }
}
