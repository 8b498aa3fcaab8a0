package dev.assay.inventory;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.FileTrouble;
import dev.assay.core.defect.SeededDefect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes a lab as a file, everything spelled out at the hosts. */
final class LabWriter {

  private LabWriter() {}

  static void write(Lab lab, Path file) {
    write(lab(lab), file);
  }

  static void writeFragment(SequencedMap<String, SequencedMap<String, SequencedMap<String, Object>>> hostsBySite, Path file) {
    var sites = new LinkedHashMap<String, Object>();
    hostsBySite.forEach((site, hosts) -> sites.put(site, Map.of("hosts", hosts)));
    write(Map.of("sites", sites), file);
  }

  private static void write(Map<String, Object> content, Path file) {
    var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(200).setDereferenceAliases(true).build();
    var text = new Dump(settings).dumpToString(content);
    try {
      var folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      var partial = Files.createTempFile(folder, ".lab", ".yaml");
      Files.writeString(partial, text);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AssayException.Usage("writing lab file " + file + ": " + FileTrouble.of(e) + "; choose a folder that can be written");
    }
  }

  private static Map<String, Object> lab(Lab lab) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", lab.name());
    keys.put("kind", lab.kind().name().toLowerCase(Locale.ROOT));
    keys.put("seed", lab.seed());
    keys.put("clockSpeed", lab.clockSpeed());
    lab.clock().ifPresent(address -> keys.put("clock", address));
    lab.networkBoot().ifPresent(uri -> keys.put("networkBoot", uri.toString()));
    lab.tftp().ifPresent(tftp -> keys.put("tftp", ordered("port", tftp.port(), "programs", tftp.programs())));
    var classes = new LinkedHashMap<String, Object>();
    lab.hosts().forEach(host -> classes.putIfAbsent(host.hostClass(), Map.of()));
    keys.put("classes", classes);
    var exports = new LinkedHashMap<String, Object>();
    lab.exports().forEach(export -> exports.put(export.name(), ordered(
        "kind", export.kind(), "target", export.target(), "size", export.size().toString(), "users", export.users())));
    keys.put("exports", exports);
    if (!lab.resources().isEmpty()) {
      var resources = new LinkedHashMap<String, Object>();
      lab.resources().forEach(resource -> resources.put(resource.name(), ordered("kind", resource.kind(), "units", resource.text(), "sites", resource.sites())));
      keys.put("resources", resources);
    }
    if (!lab.teams().isEmpty()) {
      var teams = new LinkedHashMap<String, Object>();
      lab.teams().forEach(team -> teams.put(team.name(), TeamReader.keys(team)));
      keys.put("teams", teams);
    }
    var sites = new LinkedHashMap<String, Object>();
    lab.sites().forEach(site -> sites.put(site.name(), site(site)));
    keys.put("sites", sites);
    var builds = new LinkedHashMap<String, Object>();
    lab.builds().forEach(build -> builds.put(build.id().value(), build(build, lab.facts(build.id()))));
    keys.put("builds", builds);
    keys.put("defaultBuild", lab.defaultBuild().value());
    return keys;
  }

  private static Map<String, Object> site(Lab.Site site) {
    var keys = new LinkedHashMap<String, Object>();
    if (!site.description().isEmpty()) {
      keys.put("description", site.description());
    }
    var hosts = new LinkedHashMap<String, Object>();
    site.hosts().forEach(host -> hosts.put(host.id().value(), host(host)));
    keys.put("hosts", hosts);
    return keys;
  }

  static SequencedMap<String, Object> host(Lab.Host host) {
    return ordered(
        "class", host.hostClass(),
        "target", host.access().target().name().toLowerCase(Locale.ROOT),
        "address", host.address(),
        "mac", host.mac(),
        "cpuVendor", host.cpuVendor(),
        "cpus", host.cpus(),
        "memory", host.memory().toString(),
        "disk", host.disk().toString(),
        "nics", host.nics(),
        "uefi", host.uefi(),
        "reaches", host.reaches(),
        "generations", host.generations(),
        "labels", host.labels(),
        "access", access(host.access()),
        "power", power(host.access()),
        "cpuFamily", host.equipment().cpuFamily(),
        "rack", host.equipment().rack(),
        "feeds", host.equipment().feeds(),
        "networks", host.equipment().networks(),
        "disks", host.equipment().disks(),
        "gpus", host.equipment().gpus(),
        "secondDisk", host.equipment().secondDisk().toString());
  }

  private static Map<String, Object> access(Lab.Access access) {
    var keys = ordered("user", access.user(), "password", access.password().reference());
    access.key().ifPresent(key -> keys.put("key", key.reference()));
    access.xapi().ifPresent(uri -> keys.put("xapi", uri.toString()));
    access.certificateSha256().ifPresent(fingerprint -> keys.put("certificate", fingerprint));
    access.ssh().ifPresent(address -> keys.put("ssh", address));
    access.sshHostKey().ifPresent(fingerprint -> keys.put("hostKey", fingerprint));
    keys.put("console", access.consoleLog());
    return keys;
  }

  private static Map<String, Object> power(Lab.Access access) {
    var keys = ordered("user", access.powerUser(), "password", access.powerPassword().reference());
    access.power().ifPresent(uri -> keys.put("address", uri.toString()));
    access.powerCertificateSha256().ifPresent(fingerprint -> keys.put("certificate", fingerprint));
    return keys;
  }

  private static Map<String, Object> build(Build build, Lab.BuildFacts facts) {
    var keys = ordered(
        "product", build.product(),
        "version", build.version().toString(),
        "buildNumber", build.buildNumber(),
        "generation", build.generation(),
        "media", build.media().toString());
    facts.released().ifPresent(date -> keys.put("released", date.toString()));
    if (!facts.defects().isEmpty()) {
      keys.put("defects", facts.defects().asList().stream().map(LabWriter::defect).toList());
    }
    return keys;
  }

  private static Object defect(SeededDefect defect) {
    return defect.strength().isEmpty() ? defect.defect().label() : Map.of(defect.defect().label(), defect.strength());
  }

  private static SequencedMap<String, Object> ordered(Object... keysAndValues) {
    var keys = new LinkedHashMap<String, Object>();
    for (var pair : List.of(keysAndValues).stream().gather(java.util.stream.Gatherers.windowFixed(2)).toList()) {
      keys.put((String) pair.get(0), pair.get(1));
    }
    return keys;
  }
}
