package dev.assay.site.server;

import dev.assay.site.access.Access;
import dev.assay.site.access.Principal;
import dev.assay.site.pages.Shell;
import dev.assay.site.pages.View;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Renders pages: content by its template, with what stands around it. */
final class Shells {

  /** So long may a line be that tells what came of a form. */
  static final int MOST_NOTICE = 300;

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets;
  private final List<String> actions;

  Shells(Assets assets, List<ApiRoute> api) {
    engine.setTrimControlStructures(true);
    this.assets = assets;
    this.actions = api.stream().filter(ApiRoute::changes).map(ApiRoute::path).toList();
  }

  byte[] page(Context context, Optional<Principal> who, View view, boolean hasTwin) {
    var query = context.req().getQueryString();
    var here = context.path() + (query == null ? "" : "?" + query);
    var twin = hasTwin ? (context.path().equals("/") ? "/readiness" : context.path()) + ".json" + (query == null ? "" : "?" + query) : "";
    var shell = new Shell(
        view.title(), who, context.path(), here, twin, assets.stylePath(), assets.pagePath(), assets.htmxPath(), assets.chartsPath(), actions, notice(context, who));
    var output = new Utf8ByteOutput();
    engine.render(view.template(), Map.of("shell", shell, "view", view.data()), output);
    var bytes = new ByteArrayOutputStream(output.getContentLength());
    try {
      output.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Optional<String> notice(Context context, Optional<Principal> who) {
    var signature = Optional.ofNullable(context.queryParam("signed")).orElse("");
    return Optional.ofNullable(context.queryParam("done")).filter(said -> who.filter(known -> Access.isSignedBy(known, said, signature)).isPresent());
  }
}
