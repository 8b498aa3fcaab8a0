package dev.assay.inventory;

import dev.assay.config.Field;
import dev.assay.config.Located;
import dev.assay.config.Place;
import dev.assay.config.Suggestion;
import dev.assay.config.Type;
import dev.assay.config.Types;
import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads a whole lab file: first what hosts refer to (classes, exports), then sites and builds. */
final class LabReader implements Type<Lab> {

  private final SecretType secrets = new SecretType();

  @Override
  public Field<Lab> read(Place place) {
    var lab = place.section();
    var name = lab.required("name", LabTypes.WORD);
    var kind = lab.required("kind", Types.oneOf(Lab.Kind.class));
    var seed = lab.optional("seed", Types.whole(0, Long.MAX_VALUE), 0L);
    var clockSpeed = lab.optional("clockSpeed", Types.decimal(0.001, 100_000), 1.0);
    var clock = lab.optional("clock", LabTypes.CLOCK);
    var networkBoot = lab.optional("networkBoot", Types.uri("http", "https"));
    var tftp = lab.optional("tftp", LabReader::tftp);
    var classes = new HostClasses(secrets);
    lab.optional("classes", classes::read);
    var exports = lab.named("exports", LabReader::export);
    var exportNames = lab.at("exports").map(Place::keys).orElse(List.of());
    var hosts = new HostReader(kind.value().orElse(Lab.Kind.SIMULATED), classes, exportNames, secrets);
    var sites = lab.required("sites", sitesOf(hosts));
    var siteNames = lab.at("sites").map(Place::keys).orElse(List.of());
    var resources = lab.named("resources", at -> ResourceReader.read(at, siteNames));
    var teams = lab.named("teams", at -> TeamReader.read(at, siteNames, classes.names()));
    var builds = BuildReader.read(lab, kind.value().orElse(Lab.Kind.SIMULATED));
    var defaultBuild = lab.required("defaultBuild", named("build", builds.names()));
    return lab.make(() -> new Lab(
        name.get(),
        kind.get(),
        seed.get(),
        clockSpeed.get(),
        clock.get(),
        networkBoot.get(),
        tftp.get(),
        sites.get(),
        List.copyOf(exports.get().values()),
        builds.builds(),
        builds.facts(),
        BuildId.of(defaultBuild.get()),
        List.copyOf(resources.get().values()),
        List.copyOf(teams.get().values())));
  }

  private static Field<Lab.Tftp> tftp(Place place) {
    var section = place.section();
    var port = section.optional("port", Types.integer(0, 65_535), 69);
    var programs = section.required("programs", LabTypes.ABSOLUTE_PATH);
    return section.make(() -> new Lab.Tftp(port.get(), programs.get()));
  }

  /** Return where secrets are referred to, after reading. */
  List<Located<Secret>> secrets() {
    return secrets.found();
  }

  /** Read a word that is one of the names declared elsewhere in the file. */
  static Type<String> named(String what, Collection<String> declared) {
    return place -> {
      var word = place.scalar();
      if (word.isPresent() && declared.contains(word.get())) {
        return Field.of(word.get());
      }
      var hint = Suggestion.closest(word.orElse(""), declared).map(near -> "; did you mean '" + near + "'?").orElse("");
      return place.expected("the name of a " + what + " that this file declares" + hint);
    };
  }

  private static Type<List<Lab.Site>> sitesOf(HostReader hosts) {
    return place -> {
      var section = place.section();
      var sites = new ArrayList<Field<Lab.Site>>();
      section.names().forEach(name -> sites.add(section.required(name, at -> site(name, at, hosts))));
      if (sites.isEmpty()) {
        place.problem("found no site, expected at least one");
      }
      return section.make(() -> sites.stream().map(Field::get).toList());
    };
  }

  private static Field<Lab.Site> site(String name, Place place, HostReader hosts) {
    var section = place.section();
    LabTypes.requireName(place);
    var description = section.optional("description", Types.text(), "");
    var reaches = section.list("reaches", hosts.exportName());
    var read = section.required("hosts", at -> hosts.readAll(at, reaches.value().orElse(List.of())));
    return section.make(() -> new Lab.Site(name, description.get(), read.get()));
  }

  private static Field<Lab.Export> export(Place place) {
    var section = place.section();
    LabTypes.requireName(place);
    var kind = section.required("kind", Types.oneOf(LabTypes.EXPORT_KINDS));
    var target = section.required("target", LabTypes.target(kind.value().orElse("nfs")));
    var size = section.optional("size", Types.bytes(), Bytes.ZERO);
    var users = section.optional("users", Types.integer(1, 1000));
    return section.make(() -> new Lab.Export(place.name(), kind.get(), target.get(), size.get(), users.get().orElse(Lab.Export.usersOf(kind.get()))));
  }
}
