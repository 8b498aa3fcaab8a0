package dev.assay.inventory;

import dev.assay.config.Problem;
import dev.assay.config.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Labs as YAML files; {@code docs/lab-file.md} describes every key. */
public final class LabFile {

  private LabFile() {}

  /**
   * Read a lab. Secrets stay references; whether they are to be had shows at their use, or by {@link #check}.
   *
   * @throws dev.assay.core.AssayException.Usage with every problem of the file, one a line
   */
  public static Lab read(Path file) {
    return YamlFile.read(file, new LabReader()).orThrow("reading lab file " + file);
  }

  /** Read a lab from text; {@code name} stands for the file in messages. */
  public static Lab parse(String name, String text) {
    return YamlFile.parse(name, text, new LabReader()).orThrow("reading lab file " + name);
  }

  /** List everything that is wrong with a lab file, and each of its secrets that is not to be had. */
  public static List<Problem> check(Path file) {
    return check(file, System.getenv());
  }

  static List<Problem> check(Path file, Map<String, String> environment) {
    var reader = new LabReader();
    var read = YamlFile.read(file, place -> {
      var lab = reader.read(place);
      reader.secrets().forEach(secret -> secret.value().missing(environment).ifPresent(secret.place()::problem));
      return lab;
    });
    return read.problems();
  }

  /** Spell a host out as its entry in a lab file would be, key by key. */
  public static SequencedMap<String, Object> entry(Lab.Host host) {
    return LabWriter.host(host);
  }

  /** Write entries of hosts as the part of a lab file where they belong; replaces the file in one step. */
  public static void writeFragment(SequencedMap<String, SequencedMap<String, SequencedMap<String, Object>>> hostsBySite, Path file) {
    LabWriter.writeFragment(hostsBySite, file);
  }

  /** Write a lab so that {@link #read} gives it back; replaces the file in one step. */
  public static void write(Lab lab, Path file) {
    LabWriter.write(lab, file);
  }
}
