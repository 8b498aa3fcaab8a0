package dev.assay.site.pages;

import dev.assay.site.access.Role;

/** A page: its address, who may see it, and where its content comes from. */
public record PageRoute(String path, Role role, Source source) {

  @FunctionalInterface
  public interface Source {
    View read(PageQuery query);
  }
}
