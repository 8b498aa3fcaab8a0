package dev.assay.core.defect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The defects that one build carries, each once. */
public final class Defects {

  /** A build without defects. */
  public static final Defects NONE = new Defects(List.of());

  private final Map<Defect, SeededDefect> carried = new EnumMap<>(Defect.class);

  private Defects(Collection<SeededDefect> defects) {
    defects.forEach(defect -> carried.put(defect.defect(), defect));
  }

  /** Collect defects; of one kind given twice the last counts. */
  public static Defects of(Collection<SeededDefect> defects) {
    return defects.isEmpty() ? NONE : new Defects(defects);
  }

  /** Collect defects at their usual strength. */
  public static Defects of(Defect... defects) {
    return of(Arrays.stream(defects).map(SeededDefect::usual).toList());
  }

  public boolean has(Defect defect) {
    return carried.containsKey(defect);
  }

  /** Return how strong a defect is, in its unit; 0 when it is not carried. */
  public double strength(Defect defect) {
    var found = carried.get(defect);
    return found == null ? 0 : found.magnitude();
  }

  /** Return the factor that a defect of so many percent puts on something: 1.04 for 4 %, 1 when it is not carried. */
  public double factor(Defect defect) {
    return 1 + strength(defect) / 100;
  }

  /** Return these and others; of a kind in both the other counts. */
  public Defects and(Defects others) {
    var all = new ArrayList<>(asList());
    all.addAll(others.asList());
    return of(all);
  }

  public boolean isEmpty() {
    return carried.isEmpty();
  }

  /** Return them in the order in which their kinds are declared. */
  public List<SeededDefect> asList() {
    return List.copyOf(carried.values());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Defects defects && carried.equals(defects.carried);
  }

  @Override
  public int hashCode() {
    return carried.hashCode();
  }

  @Override
  public String toString() {
    return asList().stream().map(SeededDefect::toString).collect(Collectors.joining(", "));
  }
}
