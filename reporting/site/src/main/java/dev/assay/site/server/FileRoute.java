package dev.assay.site.server;

import dev.assay.site.access.Role;
import dev.assay.site.pages.PageQuery;
import dev.assay.site.pages.Parameter;
import io.javalin.config.RoutesConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Content that is no page: reports, evidence, metrics, badges. */
public record FileRoute(String path, Role role, String summary, Source source, List<Parameter> parameters) {

  FileRoute(String path, Role role, String summary, Source source, Parameter... parameters) {
    this(path, role, summary, source, List.of(parameters));
  }

  @FunctionalInterface
  public interface Source {
    FileContent read(PageQuery query);
  }

  /** Writes the content; it may be larger than what fits in memory. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * What is sent.
   *
   * @param saveAs the name under which browsers save it instead of showing it; absent for what is small and shown
   */
  public record FileContent(String mediaType, Body body, Optional<String> saveAs) {}

  void addTo(RoutesConfig routes, Guard guard) {
    routes.get(path, context -> {
      var who = guard.require(context, role);
      var file = source.read(new PageQuery(who, new LinkedHashMap<>(context.pathParamMap()), Requests.query(context), parameters.stream().map(Parameter::name).toList()));
      if (file.saveAs().isPresent()) {
        context.header("Content-Disposition", "attachment; filename=\"" + file.saveAs().get().replaceAll("[^A-Za-z0-9._-]", "_") + "\"");
        context.contentType(file.mediaType());
        file.body().writeTo(context.outputStream());
      } else {
        var content = new ByteArrayOutputStream();
        file.body().writeTo(content);
        Requests.send(context, file.mediaType(), content.toByteArray());
      }
    });
  }
}
