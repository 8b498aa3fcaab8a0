package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.site.access.Principal;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a page's address says: every filter is there, so that an address can be sent to somebody.
 *
 * @param taken the parameters that there are
 */
public record PageQuery(Principal who, SequencedMap<String, String> path, SequencedMap<String, String> query, List<String> taken) {

  public PageQuery {
    taken = List.copyOf(taken);
  }

  public String path(String name) {
    return Optional.ofNullable(path.get(name)).orElseThrow(() -> new IllegalArgumentException("the page's path has no {" + name + "}"));
  }

  public Optional<String> text(String name) {
    if (!taken.contains(name)) {
      throw new IllegalArgumentException("the route takes no parameter '" + name + "'; it takes " + taken);
    }
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  public String required(String name) {
    return text(name).orElseThrow(() -> new AssayException.Usage("reading the address: parameter '" + name + "' is missing"));
  }

  public int number(String name, int least, int most, int otherwise) {
    return Numbers.between(name, text(name), least, most, otherwise);
  }

  public boolean flag(String name) {
    return text(name).filter(value -> value.equals("yes")).isPresent();
  }
}
