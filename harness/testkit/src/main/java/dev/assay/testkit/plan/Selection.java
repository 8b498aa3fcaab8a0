package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which cases of a suite are asked for.
 *
 * @param globs patterns of case names, with {@code *} for any text; the suite's name in front and what follows the
 *     class may be left out; none for all cases
 */
public record Selection(List<String> globs) {

  public static final Selection ALL = new Selection(List.of());

  public static Selection only(String... globs) {
    return new Selection(List.of(globs));
  }

  public boolean includes(CaseId id) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, id.value()));
  }

  /**
   * Check that each pattern selects something.
   *
   * @throws AssayException.Nothing naming the pattern that does not, and what was probably meant
   */
  void check(List<CaseId> ids) {
    for (var glob : globs) {
      if (ids.stream().noneMatch(id -> matches(glob, id.value()))) {
        throw new AssayException.Nothing("selecting cases: none matches '" + glob + "'" + meant(glob, ids)
            + "; 'assay suite ls' shows all");
      }
    }
  }

  private static String meant(String glob, List<CaseId> ids) {
    var names = ids.stream().flatMap(id -> names(id.value())).distinct().toList();
    return Nearest.to(glob, names).map(near -> ", did you mean '" + near + "'?").orElse("");
  }

  private static boolean matches(String glob, String id) {
    var pattern = Pattern.compile(
        Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    return names(id).anyMatch(name -> pattern.matcher(name).matches());
  }

  /** List the ways to write a case: whole, without suite, its class alone, its method alone. */
  private static Stream<String> names(String id) {
    var parts = id.split("/", 3);
    if (parts.length < 3) {
      return Stream.of(id);
    }
    return Stream.of(id, parts[1] + "/" + parts[2], parts[0] + "/" + parts[1], parts[1], parts[2]);
  }
}
