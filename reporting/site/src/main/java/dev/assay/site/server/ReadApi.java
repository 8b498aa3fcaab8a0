package dev.assay.site.server;

import dev.assay.core.AssayException;
import dev.assay.site.access.Role;
import dev.assay.site.pages.PageQuery;
import dev.assay.site.pages.PageRoute;
import dev.assay.site.pages.Pages;
import dev.assay.site.pages.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reading half of the machine interface: what the pages show, under names that stay. */
final class ReadApi {

  private ReadApi() {}

  static List<ApiRoute> routes(Pages pages) {
    var routes = new ArrayList<ApiRoute>();
    routes.add(ApiRoute.get("/api/v1/whoami", Role.VIEWER, "Tell who is asking, and in which role", call ->
        ApiReply.ok(Map.of("name", call.who().name(), "role", call.who().role().label()))));
    pages.all().stream().filter(page -> !page.path().endsWith("/live")).forEach(page -> routes.add(ofPage(page)));
    routes.add(ApiRoute.get("/api/v1/runs/{run}/state", Role.VIEWER, "Tell how a run stands at this moment", call ->
        ApiReply.ok(pages.live(call.path("run")).orElseThrow(() -> new AssayException.Nothing("looking for run '" + call.path("run") + "': no such run is stored")))));
    return routes;
  }

  private static ApiRoute ofPage(PageRoute page) {
    var path = "/api/v1" + (page.path().equals("/") ? "/readiness" : page.path());
    return ApiRoute.get(path, page.role(), "Read what the page " + page.path() + " shows; the parameters are the page's own", call -> {
      var query = new PageQuery(call.who(), new LinkedHashMap<>(call.path()), call.query(), page.parameters().stream().map(Parameter::name).toList());
      return ApiReply.ok(page.source().read(query).data());
    }).asked(page.parameters());
  }
}
