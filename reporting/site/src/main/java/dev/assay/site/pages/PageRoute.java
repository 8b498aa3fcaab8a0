package dev.assay.site.pages;

import dev.assay.site.access.Role;
import java.util.List;

/** A page: its address, who may see it, where its content comes from, and what its address may say beside. */
public record PageRoute(String path, Role role, Source source, List<Parameter> parameters) {

  @FunctionalInterface
  public interface Source {
    View read(PageQuery query);
  }

  PageRoute(String path, Role role, Source source, Parameter... parameters) {
    this(path, role, source, List.of(parameters));
  }
}
