package dev.assay.site.server;

import dev.assay.core.AssayException;
import dev.assay.site.pages.View;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what was thrown becomes an answer: a page for people, a problem document for programs. */
public final class Errors {

  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);

  private final Shells shells;
  private final Guard guard;

  Errors(Shells shells, Guard guard) {
    this.shells = shells;
    this.guard = guard;
  }

  /** What the template of errors shows. */
  public record ErrorView(int status, String title, String detail) {}

  void addTo(RoutesConfig routes) {
    routes.exception(Refused.class, (thrown, context) -> refused(context, thrown.problem()));
    routes.exception(AssayException.class, (thrown, context) -> answer(context, Problem.of(thrown)));
    routes.exception(HttpResponseException.class, (thrown, context) -> {
      var said = thrown.getMessage();
      answer(context, thrown.getStatus() == 404 ? Problem.notFound(context.path()) : new Problem(thrown.getStatus(), "The request was refused", said == null ? "" : said));
    });
    routes.exception(Exception.class, (thrown, context) -> {
      LOG.error("answering {} {}", context.method(), context.path(), thrown);
      answer(context, Problem.internal());
    });
  }

  private void refused(Context context, Problem problem) {
    if (problem.status() == 401 && Requests.wantsPage(context)) {
      var query = context.req().getQueryString();
      var next = context.path() + (query == null ? "" : "?" + query);
      context.header("Location", "/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
      context.status(303);
      return;
    }
    if (problem.status() == 401) {
      context.header("WWW-Authenticate", "Bearer");
    }
    answer(context, problem);
  }

  private void answer(Context context, Problem problem) {
    context.status(problem.status());
    context.header("Cache-Control", "no-store");
    if (Requests.wantsPage(context)) {
      context.contentType("text/html; charset=utf-8");
      context.result(shells.page(context, guard.who(context), new View(problem.title(), "pages/error.jte", new ErrorView(problem.status(), problem.title(), problem.detail())), false));
    } else {
      context.contentType(Problem.MEDIA_TYPE);
      context.result(JsonText.of(problem.document(context.path())));
    }
  }
}
