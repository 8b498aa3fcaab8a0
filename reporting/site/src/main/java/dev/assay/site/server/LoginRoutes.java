package dev.assay.site.server;

import dev.assay.core.time.Time;
import dev.assay.site.access.Access;
import dev.assay.site.access.LoginLimit;
import dev.assay.site.access.OnceLink;
import dev.assay.site.access.Principal;
import dev.assay.site.pages.View;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;

/** Login by a token or by the link that the server printed; logout. */
public final class LoginRoutes {

  private final Access access;
  private final LoginLimit limit;
  private final Shells shells;
  private final OnceLink onceLink;
  private final Guard guard;

  LoginRoutes(Access access, Time time, Shells shells, OnceLink onceLink, Guard guard) {
    this.access = access;
    this.limit = new LoginLimit(time);
    this.shells = shells;
    this.onceLink = onceLink;
    this.guard = guard;
  }

  /** What the login page shows. */
  public record LoginView(String next, String problem) {}

  void addTo(RoutesConfig routes) {
    routes.get("/login", this::form);
    routes.post("/login", this::login);
    routes.post("/logout", this::logout);
  }

  private void form(Context context) {
    var once = context.queryParam("once");
    if (once == null) {
      show(context, 200, "");
      return;
    }
    requirePatience(context);
    var who = onceLink.redeem(once);
    if (who.isEmpty()) {
      failed(context, "That link has been used or is older than ten minutes. Log in with a token, or start assay serve again.");
      return;
    }
    enter(context, access.login(who.get(), context.ip()));
  }

  private void login(Context context) {
    requirePatience(context);
    var token = Optional.ofNullable(context.formParam("token")).map(String::strip).orElse("");
    var session = token.isEmpty() ? Optional.<String>empty() : access.login(token, context.ip());
    if (session.isEmpty()) {
      failed(context, "No such token: it is unknown, expired or revoked.");
      return;
    }
    enter(context, session.get());
  }

  private void requirePatience(Context context) {
    limit.mustWait(context.ip()).ifPresent(wait -> {
      throw Refused.tooMany(context, wait, "Too many logins failed", "logging in: too many failed within a minute");
    });
  }

  private void failed(Context context, String problem) {
    limit.failed(context.ip());
    access.note(Principal.UNKNOWN, "login", "", "refused", context.ip());
    show(context, 401, problem);
  }

  private void enter(Context context, String session) {
    context.cookie(new Cookie(Guard.COOKIE, session, "/", (int) Access.SESSION.toSeconds(), isSecure(context), true, null, SameSite.LAX));
    context.header("Location", next(context));
    context.status(303);
  }

  private static boolean isSecure(Context context) {
    return "https".equals(context.header("X-Forwarded-Proto"));
  }

  private void logout(Context context) {
    Optional.ofNullable(context.cookie(Guard.COOKIE)).ifPresent(access::logout);
    context.removeCookie(Guard.COOKIE, "/");
    context.header("Location", "/login");
    context.status(303);
  }

  private void show(Context context, int status, String problem) {
    context.status(status);
    context.contentType("text/html; charset=utf-8");
    context.result(shells.page(context, guard.who(context), new View("Log in", "pages/login.jte", new LoginView(next(context), problem)), false));
  }

  /** Where to go after login: a page of this server and nowhere else. */
  private static String next(Context context) {
    var given = Optional.ofNullable(context.method().name().equals("POST") ? context.formParam("next") : context.queryParam("next")).orElse("/");
    return Paths.isOwn(given) ? given : "/";
  }
}
