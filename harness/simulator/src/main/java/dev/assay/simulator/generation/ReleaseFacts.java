package dev.assay.simulator.generation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The limits and features of one product generation.
 *
 * @param name its code name, such as {@code creedence}
 * @param version of its first release, such as {@code 6.5}
 */
public record ReleaseFacts(String name, String version, Map<Limit, Long> limits, Set<Feature> features) {

  public ReleaseFacts {
    limits = Collections.unmodifiableMap(new EnumMap<>(limits));
    features = features.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(features));
    if (limits.size() != Limit.values().length) {
      throw new IllegalArgumentException("generation " + name + " says nothing about " + EnumSet.complementOf(EnumSet.copyOf(limits.keySet())));
    }
  }

  public long limit(Limit limit) {
    return limits.get(limit);
  }

  public boolean has(Feature feature) {
    return features.contains(feature);
  }
}
