package dev.assay.site.server;

import dev.assay.core.AssayException;
import dev.assay.site.access.Access;
import dev.assay.site.access.Principal;
import dev.assay.site.pages.Parameter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Answers for the machine interface; every change is written to the audit, done or refused. */
final class ApiHandlers {

  private final Access access;
  private final Guard guard;

  ApiHandlers(Access access, Guard guard) {
    this.access = access;
    this.guard = guard;
  }

  void add(RoutesConfig routes, ApiRoute route) {
    Handler handler = context -> answer(context, route);
    switch (route.method()) {
      case GET -> routes.get(route.path(), handler);
      case POST -> routes.post(route.path(), handler);
      case PUT -> routes.put(route.path(), handler);
      case DELETE -> routes.delete(route.path(), handler);
    }
  }

  void addDescription(RoutesConfig routes, SiteServer.Parts parts) {
    var description = JsonText.of(OpenApi.of(parts));
    routes.get("/api/v1/openapi.json", context -> Requests.send(context, "application/json; charset=utf-8", description));
    routes.get("/api/*", context -> {
      throw new AssayException.Nothing(Problem.notFound(context.path()).detail());
    });
  }

  private void answer(Context context, ApiRoute route) {
    var who = guard.require(context, route.role());
    refuseOthers(context, route);
    var call = new ApiCall(who, new LinkedHashMap<>(context.pathParamMap()), Requests.query(context),
        route.takesFile() ? JsonText.empty() : body(context), route.takesFile() ? file(context, route.mostBytes()) : new byte[0]);
    if (!route.changes()) {
      Requests.send(context, "application/json; charset=utf-8", JsonText.of(route.handler().answer(call).body()));
      return;
    }
    change(context, route, who, call);
  }

  /** Refuse what the route does not take: a program that misspells a parameter must not take the answer for what it wanted. */
  private static void refuseOthers(Context context, ApiRoute route) {
    var names = route.parameters().stream().map(Parameter::name).toList();
    Requests.query(context).sequencedKeySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
      throw new AssayException.Usage("reading the address: there is no parameter '" + name + "' here" + (names.isEmpty() ? "; it takes none" : "; it takes " + String.join(", ", names)));
    });
  }

  private void change(Context context, ApiRoute route, Principal who, ApiCall call) {
    ApiReply reply;
    try {
      reply = route.handler().answer(call);
    } catch (AssayException refusal) {
      access.note(who, route.summary(), subject(context), "refused: " + refusal.getMessage(), context.ip());
      if (Guard.isForm(context)) {
        leadBack(context, who, "Not done: " + refusal.getMessage(), Optional.empty());
        return;
      }
      throw refusal;
    }
    access.note(who, route.summary(), subject(context), "done", context.ip());
    if (Guard.isForm(context)) {
      leadBack(context, who, "Done: " + route.summary(), reply.page());
    } else {
      context.status(reply.status());
      reply.page().ifPresent(page -> context.header("Location", page));
      context.contentType("application/json; charset=utf-8");
      context.result(JsonText.of(reply.body()));
    }
  }

  private static String subject(Context context) {
    return context.path().substring("/api/v1/".length());
  }

  /** After a form: to the page that came of it, else to where the form was, with a line that says what happened. */
  private static void leadBack(Context context, Principal who, String told, Optional<String> page) {
    var said = told.length() > Shells.MOST_NOTICE ? told.substring(0, Shells.MOST_NOTICE) : told;
    var target = page.or(() -> Optional.ofNullable(context.formParam("back"))).filter(Paths::isOwn).orElse("/");
    int place = target.indexOf('#');
    var path = place < 0 ? target : target.substring(0, place);
    var done = (path.contains("?") ? "&" : "?") + "done=" + URLEncoder.encode(said, StandardCharsets.UTF_8) + "&signed=" + Access.signatureOf(who, said);
    context.header("Location", path + done + (place < 0 ? "" : target.substring(place)));
    context.status(303);
  }

  /** Read no more than is allowed: how much is sent is known only once it is read. */
  private static byte[] file(Context context, int most) {
    try (var in = context.bodyInputStream()) {
      var content = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new AssayException.Usage("reading the file that was sent: it is larger than " + (most >> 20) + " MiB; send it in parts");
      }
      return content;
    } catch (IOException e) {
      throw new AssayException.Usage("reading the file that was sent: it did not come to its end; send it again");
    }
  }

  private static JsonNode body(Context context) {
    if (Guard.isForm(context)) {
      var fields = JsonText.empty();
      context.formParamMap().forEach((name, values) -> {
        if (!name.equals(Guard.FORM_TOKEN) && !name.equals("back") && !values.isEmpty()) {
          fields.put(name, String.join(" ", values));
        }
      });
      return fields;
    }
    return context.method().name().equals("GET") ? JsonText.empty() : JsonText.object(context.bodyAsBytes());
  }
}
