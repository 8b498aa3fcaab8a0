package dev.assay.inventory.need;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The names that a lab has, so that a constraint on a class that no lab has is an error and not an empty answer.
 *
 * <p>Labels are free words: one that no host has is no mistake.
 */
public interface Vocabulary {

  /** Accepts every name. */
  Vocabulary NONE = _ -> new LinkedHashSet<>();

  /** Return the names there are; none when all are accepted. */
  SequencedSet<String> of(Attribute attribute);

  /** Take the names from the facts of a lab's hosts. */
  static Vocabulary of(List<Facts> hosts) {
    return attribute -> {
      var names = new LinkedHashSet<String>();
      switch (attribute) {
        case CLASS, SITE, RACK, FAMILY, HOST -> hosts.forEach(host -> names.add(host.text(attribute)));
        case STORAGE, NETWORK, GENERATION, FEED -> hosts.forEach(host -> names.addAll(host.words(attribute)));
        case VENDOR, FIRMWARE, STATE, MEMORY, DISK, CPUS, NICS, DISKS, GPUS, LABEL -> {}
      }
      names.remove("");
      return names;
    };
  }
}
