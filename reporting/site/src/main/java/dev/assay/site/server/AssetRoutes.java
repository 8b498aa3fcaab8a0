package dev.assay.site.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Hands out the files that pages fetch; they are the same for all and hold nothing to hide. */
final class AssetRoutes {

  private final Assets assets;

  AssetRoutes(Assets assets) {
    this.assets = assets;
  }

  void addTo(RoutesConfig routes) {
    assets.all().forEach(asset -> routes.get(asset.path(), context -> send(context, asset)));
    routes.get("/favicon.ico", context -> context.status(204));
  }

  private static void send(Context context, Asset asset) {
    context.header("Cache-Control", "public, max-age=31536000, immutable");
    context.contentType(asset.mediaType());
    var accepted = context.header("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip")) {
      context.header("Content-Encoding", "gzip");
      context.result(asset.zipped());
    } else {
      context.result(asset.plain());
    }
  }
}
