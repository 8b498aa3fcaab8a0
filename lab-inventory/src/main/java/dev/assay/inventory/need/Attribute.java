package dev.assay.inventory.need;

import dev.assay.config.Suggestion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a constraint can speak of; each has one type. */
public enum Attribute {
  HOST(Type.TEXT, "the host's name"),
  CLASS(Type.TEXT, "its host class"),
  SITE(Type.TEXT, "where it stands"),
  RACK(Type.TEXT, "the rack it stands in"),
  VENDOR(Type.TEXT, "CPU vendor: intel or amd", "intel", "amd"),
  FAMILY(Type.TEXT, "CPU family, such as skylake"),
  FIRMWARE(Type.TEXT, "uefi or bios", "uefi", "bios"),
  STATE(Type.TEXT, "ready, leased, cleaning, suspect, quarantined, maintenance or retired",
      "ready", "leased", "cleaning", "suspect", "quarantined", "maintenance", "retired"),
  MEMORY(Type.BYTES, "memory, such as 256GiB"),
  DISK(Type.BYTES, "the disk that is installed to"),
  CPUS(Type.NUMBER, "physical CPUs"),
  NICS(Type.NUMBER, "network cards"),
  DISKS(Type.NUMBER, "disks"),
  GPUS(Type.NUMBER, "GPUs"),
  STORAGE(Type.SET, "kinds and names of the storage that it reaches"),
  NETWORK(Type.SET, "names of the networks its cards are on"),
  GENERATION(Type.SET, "product generations it can run"),
  FEED(Type.SET, "its power feeds"),
  LABEL(Type.SET, "free words");

  /** The type of an attribute decides which operators it takes. */
  public enum Type {
    TEXT,
    NUMBER,
    BYTES,
    SET
  }

  final Type type;
  final String meaning;
  final List<String> values;

  Attribute(Type type, String meaning, String... values) {
    this.type = type;
    this.meaning = meaning;
    this.values = List.of(values);
  }

  public Type type() {
    return type;
  }

  public String meaning() {
    return meaning;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Attribute> named(String word) {
    return Arrays.stream(values()).filter(attribute -> attribute.word().equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Attribute::word).toList();
  }

  static String hint(String word) {
    return Suggestion.closest(word, words()).map(near -> "; did you mean '" + near + "'?").orElse("; there are " + String.join(", ", words()));
  }
}
