package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import dev.assay.testkit.Quantities;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The suites that are on the class path. */
public record Suites(List<Suite> all) {

  public Suites {
    all = all.stream().sorted(Comparator.comparing(Suite::name)).toList();
  }

  /** Names the environment variable that says in which sizes suites run; see {@link Quantities#parse}. */
  public static final String SIZES = "ASSAY_SIZES";

  /** Find the suites of all {@link SuiteProvider}s, sorted by name, in the sizes that the environment asks for. */
  public static Suites installed() {
    return inSizes(Quantities.parse(System.getenv().getOrDefault(SIZES, "")));
  }

  /** Find them in these sizes. */
  public static Suites inSizes(Quantities sizes) {
    return found().sized(sizes);
  }

  private static Suites found() {
    return new Suites(ServiceLoader.load(SuiteProvider.class).stream().map(provider -> provider.get().suite()).toList());
  }

  /**
   * Have all of them run in these sizes.
   *
   * @throws AssayException.Usage when a number is set that none of them declares
   */
  public Suites sized(Quantities sizes) {
    sizes.check(all.stream().flatMap(suite -> suite.declared().stream()).toList());
    return new Suites(all.stream().map(suite -> suite.sized(sizes)).toList());
  }

  /**
   * Find a suite by its name.
   *
   * @throws AssayException.Usage when there is none, naming those there are
   */
  public Suite named(String name) {
    return all.stream().filter(suite -> suite.name().value().equals(name)).findFirst().orElseThrow(() -> unknown(name));
  }

  private AssayException unknown(String name) {
    var names = all.stream().map(suite -> suite.name().value()).toList();
    return new AssayException.Usage("choosing a suite: there is none named '" + name + "'"
        + Nearest.to(name, names).map(near -> "; did you mean '" + near + "'?").orElse("")
        + "; there are " + names.stream().collect(Collectors.joining(", ")));
  }
}
