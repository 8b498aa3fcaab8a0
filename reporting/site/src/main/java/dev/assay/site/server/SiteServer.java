package dev.assay.site.server;

import dev.assay.core.AssayException;
import dev.assay.core.time.Time;
import dev.assay.site.access.Access;
import dev.assay.site.access.OnceLink;
import dev.assay.site.access.Principal;
import dev.assay.site.pages.PageRoute;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The dashboard and the machine interface on one port. Starting it returns once it answers. */
public final class SiteServer implements AutoCloseable {

  private static final long MOST_BODY_BYTES = 1 << 20;

  /** Pages are tables, which even a quick look makes small. */
  private static final int GZIP_LEVEL = 3;

  private final Javalin javalin;
  private final SiteSettings settings;
  private final OnceLink onceLink;

  private SiteServer(Javalin javalin, SiteSettings settings, OnceLink onceLink) {
    this.javalin = javalin;
    this.settings = settings;
    this.onceLink = onceLink;
  }

  /**
   * What a server is made of.
   *
   * @param api the calls it answers, those that change something among them
   * @param streams pages' live events
   */
  public record Parts(Access access, Time time, List<PageRoute> pages, List<ApiRoute> api, List<LiveRoute> streams, List<FileRoute> files) {}

  /**
   * Start it.
   *
   * @throws AssayException.Usage when the address is taken or is none of this machine
   */
  public static SiteServer start(SiteSettings settings, Parts parts) {
    var onceLink = new OnceLink(parts.time());
    var javalin = Javalin.create(config -> configure(config, settings, parts, onceLink));
    try {
      javalin.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      throw new AssayException.Usage("listening on " + settings.host() + " port " + settings.port() + ": " + reason(e)
          + "; choose others with --host and --port (0 for any port that is free)");
    }
    return new SiteServer(javalin, settings, onceLink);
  }

  /** Return what the system said: the library calls every refusal a port that is taken. */
  private static String reason(Throwable refusal) {
    var cause = refusal;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  /** Describe the machine interface of such a server, as OpenAPI 3.1. */
  public static Map<String, Object> describe(Parts parts) {
    return OpenApi.of(parts);
  }

  private static void configure(JavalinConfig config, SiteSettings settings, Parts parts, OnceLink onceLink) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MOST_BODY_BYTES;
    config.http.asyncTimeout = 0;
    config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.setSendXPoweredBy(false);
    });
    var assets = new Assets();
    var shells = new Shells(assets, parts.api());
    var guard = new Guard(settings, parts.access(), parts.time());
    config.routes.before(guard::check);
    new Errors(shells, guard).addTo(config.routes);
    new AssetRoutes(assets).addTo(config.routes);
    new LoginRoutes(parts.access(), parts.time(), shells, onceLink, guard).addTo(config.routes);
    parts.pages().forEach(page -> new PageHandler(page, shells, guard).addTo(config.routes));
    var api = new ApiHandlers(parts.access(), guard);
    parts.api().forEach(route -> api.add(config.routes, route));
    api.addDescription(config.routes, parts);
    parts.streams().forEach(stream -> stream.addTo(config.routes, guard));
    parts.files().forEach(file -> file.addTo(config.routes, guard));
  }

  public int port() {
    return javalin.port();
  }

  public URI address() {
    return URI.create("http://" + (settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host()) + ":" + port() + "/");
  }

  /** Make an address that lets somebody in without a token, once, within ten minutes. */
  public URI loginLink(Principal who) {
    return address().resolve("login?once=" + onceLink.issue(who));
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
