package dev.assay.site.server;

import dev.assay.site.pages.PageQuery;
import dev.assay.site.pages.PageRoute;
import dev.assay.site.pages.Parameter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;

/** Answers for one page, and for its twin: the same address with {@code .json} at the end of its path. */
final class PageHandler {

  private static final String TWIN = ".json";

  private final PageRoute page;
  private final Shells shells;
  private final Guard guard;

  PageHandler(PageRoute page, Shells shells, Guard guard) {
    this.page = page;
    this.shells = shells;
    this.guard = guard;
  }

  void addTo(RoutesConfig routes) {
    routes.get(page.path(), context -> answer(context, false));
    routes.get((page.path().equals("/") ? "/readiness" : page.path()) + TWIN, context -> answer(context, true));
  }

  private void answer(Context context, boolean asJson) {
    // A last path parameter takes ".json" as part of its value when both routes match.
    boolean twin = asJson || context.path().endsWith(TWIN);
    var who = guard.require(context, page.role());
    var view = page.source().read(new PageQuery(who, pathOf(context), Requests.query(context), page.parameters().stream().map(Parameter::name).toList()));
    if (twin) {
      Requests.send(context, "application/json; charset=utf-8", JsonText.of(view.data()));
    } else {
      Requests.send(context, "text/html; charset=utf-8", shells.page(context, guard.who(context), view, true));
    }
  }

  private static LinkedHashMap<String, String> pathOf(Context context) {
    var path = new LinkedHashMap<String, String>();
    context.pathParamMap().forEach((name, value) -> path.put(name, value.endsWith(TWIN) ? value.substring(0, value.length() - TWIN.length()) : value));
    return path;
  }
}
