package dev.assay.site.server;

import dev.assay.core.time.Time;
import dev.assay.site.access.Role;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * A stream of server-sent events: what is there now, and again whenever it has changed, until there is nothing more to come.
 *
 * @param path such as {@code /runs/{run}/events}
 */
public record LiveRoute(String path, String parameter, Time time, Source source) {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int SILENT_ROUNDS = 15;
  private static final Semaphore PLACES = new Semaphore(200);

  /** Says how things stand; it is last when nothing more will come. */
  @FunctionalInterface
  public interface Source {
    Optional<State> now(String subject);
  }

  public record State(Object content, boolean last) {}

  void addTo(RoutesConfig routes, Guard guard) {
    routes.before(path, context -> guard.require(context, Role.VIEWER)); // a stream has answered 200 before its consumer is called
    routes.sse(path, client -> {
      if (!PLACES.tryAcquire()) {
        client.sendEvent("busy", "too many watch already; load the page again later");
        return;
      }
      try {
        tell(client, guard);
      } finally {
        PLACES.release();
      }
    });
  }

  private void tell(SseClient client, Guard guard) {
    var subject = client.ctx().pathParam(parameter);
    var told = "";
    client.sendEvent("clock", time.now().toString());
    int silent = 0;
    while (!client.terminated()) {
      if (!guard.mayStill(client.ctx(), Role.VIEWER)) {
        client.sendEvent("out", "the session or token has ended; log in again");
        return;
      }
      var state = source.now(subject);
      if (state.isEmpty()) {
        return;
      }
      var text = new String(JsonText.of(state.get().content()), java.nio.charset.StandardCharsets.UTF_8);
      if (!text.equals(told)) {
        client.sendEvent("state", text);
        told = text;
        silent = 0;
      } else if (++silent % SILENT_ROUNDS == 0) {
        client.sendComment("still here");
      }
      if (state.get().last()) {
        client.sendEvent("end", "nothing more will come"); // browsers drop events without data
        return;
      }
      time.sleep(PAUSE);
    }
  }
}
