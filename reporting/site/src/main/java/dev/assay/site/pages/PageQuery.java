package dev.assay.site.pages;

import dev.assay.core.AssayException;
import dev.assay.site.access.Principal;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What a page's address says: every filter is there, so that an address can be sent to somebody.
 *
 * @param taken the parameters that were read so far
 */
public record PageQuery(Principal who, SequencedMap<String, String> path, SequencedMap<String, String> query, SequencedSet<String> taken) {

  public PageQuery(Principal who, SequencedMap<String, String> path, SequencedMap<String, String> query) {
    this(who, path, query, new LinkedHashSet<>());
  }

  /** Refuse what nobody asked for: a program that misspells a parameter must not take the answer for what it wanted. */
  public void refuseOthers() {
    query.sequencedKeySet().stream().filter(name -> !taken.contains(name)).findFirst().ifPresent(name -> {
      throw new AssayException.Usage("reading the address: there is no parameter '" + name + "' here"
          + (taken.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", taken)));
    });
  }


  public String path(String name) {
    return Optional.ofNullable(path.get(name)).orElseThrow(() -> new IllegalArgumentException("the page's path has no {" + name + "}"));
  }

  public Optional<String> text(String name) {
    taken.add(name);
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
