package dev.assay.site.server;

import dev.assay.site.access.Role;
import dev.assay.site.pages.PageQuery;
import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Content that is no page: evidence, metrics, badges. */
public record FileRoute(String path, Role role, Source source) {

  @FunctionalInterface
  public interface Source {
    FileContent read(PageQuery query);
  }

  /**
   * What is sent.
   *
   * @param saveAs the name under which browsers save it instead of showing it; absent to show it
   */
  public record FileContent(String mediaType, byte[] content, Optional<String> saveAs) {}

  void addTo(RoutesConfig routes, Guard guard) {
    routes.get(path, context -> {
      var who = guard.require(context, role);
      var file = source.read(new PageQuery(who, new LinkedHashMap<>(context.pathParamMap()), Requests.query(context)));
      file.saveAs().ifPresent(name -> context.header("Content-Disposition", "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "_") + "\""));
      Requests.send(context, file.mediaType(), file.content());
    });
  }
}
