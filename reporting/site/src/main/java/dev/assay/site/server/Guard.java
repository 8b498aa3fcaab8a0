package dev.assay.site.server;

import dev.assay.core.time.Time;
import dev.assay.site.access.Access;
import dev.assay.site.access.Principal;
import dev.assay.site.access.Role;
import dev.assay.site.access.TokenLimit;
import io.javalin.http.Context;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Looks at every request before anything else does: is it meant for this server, who asks, was a form ours? Sets the headers
 * that tell browsers to run nothing and show nothing but what is ours.
 */
final class Guard {

  static final String COOKIE = "assay_session";
  static final String FORM_TOKEN = "_form";
  private static final String BEARER = "Bearer ";
  private static final String PRINCIPAL = "assay.principal";
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Access access;
  private final TokenLimit limit;
  private final boolean openReading;
  private final TreeSet<String> names = new TreeSet<>(LOOPBACK);

  Guard(SiteSettings settings, Access access, Time time) {
    this.access = access;
    this.limit = new TokenLimit(time);
    this.openReading = settings.openReading();
    names.add(settings.host().toLowerCase(Locale.ROOT));
    settings.publicNames().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  void check(Context context) {
    setHeaders(context);
    requireOurName(context);
    var who = identify(context);
    who.ifPresent(known -> context.attribute(PRINCIPAL, known));
    requireOurForm(context, who);
  }

  private static void setHeaders(Context context) {
    context.header("Content-Security-Policy", CONTENT_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "same-origin");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
  }

  /** A name that is not ours is a page elsewhere whose name was bent to this address (DNS rebinding). */
  private void requireOurName(Context context) {
    var given = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
    var name = given.replaceFirst(":\\d{1,5}$", "");
    if (!names.contains(name) && !names.contains("*")) {
      throw new Refused(421, "The request is not for this server", "answering for host '" + name + "': this server is not known by that name; allow it with: assay serve --public-name");
    }
  }

  private Optional<Principal> identify(Context context) {
    var authorization = context.header("Authorization");
    if (authorization == null) {
      return bySession(context);
    }
    if (!authorization.startsWith(BEARER)) {
      throw new Refused(401, "Nobody is known by that", "checking who asks: expected the header Authorization: Bearer TOKEN");
    }
    return Optional.of(byToken(context, bearer(authorization)));
  }

  private static String bearer(String authorization) {
    return authorization.substring(BEARER.length()).strip();
  }

  private Optional<Principal> bySession(Context context) {
    var cookie = context.cookie(COOKIE);
    return cookie == null || cookie.isBlank() ? Optional.empty() : access.bySession(cookie);
  }

  private Principal byToken(Context context, String token) {
    limit.mustWait(context.ip(), token).ifPresent(wait -> {
      throw Refused.tooMany(context, wait, "Too many wrong tokens", "checking the token: too many wrong ones came from this address within a minute");
    });
    var known = access.byToken(token);
    if (known.isEmpty()) {
      limit.wasWrong(context.ip(), token);
      access.note(Principal.UNKNOWN, "token", "", "refused", context.ip());
      throw new Refused(401, "Nobody is known by that", "checking the token: it is unknown, expired or revoked; make one with: assay serve token add NAME");
    }
    limit.wasGood(context.ip(), token);
    return known.get();
  }

  /** Tell whether whoever opened a stream may still read it: their token may have been revoked since, their session ended. */
  boolean mayStill(Context context, Role role) {
    var authorization = context.header("Authorization");
    var known = authorization == null ? bySession(context) : access.byToken(bearer(authorization));
    return known.or(() -> openReading && authorization == null ? Optional.of(Principal.ANONYMOUS) : Optional.empty()).filter(who -> who.role().covers(role)).isPresent();
  }

  /** A change asked for by a session's cookie alone may come from a page elsewhere: it must carry the session's form token. */
  private static void requireOurForm(Context context, Optional<Principal> who) {
    var method = context.method().name();
    if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
      return;
    }
    requireSameOrigin(context);
    if (who.flatMap(Principal::formToken).isPresent()) {
      var given = Optional.ofNullable(context.header("X-Form-Token")).or(() -> Optional.ofNullable(isForm(context) ? context.formParam(FORM_TOKEN) : null));
      if (given.filter(token -> Access.isFormToken(who.get(), token)).isEmpty()) {
        throw new Refused(403, "The form is not one of ours", "checking where the request came from: its form token is missing or wrong; load the page again");
      }
    }
  }

  private static void requireSameOrigin(Context context) {
    var origin = context.header("Origin");
    if (origin != null && !isOwn(origin, Optional.ofNullable(context.header("Host")).orElse("")) || "cross-site".equals(context.header("Sec-Fetch-Site"))) {
      throw new Refused(403, "The form is not one of ours", "checking where the request came from: it was sent by a page of another site");
    }
  }

  private static boolean isOwn(String origin, String host) {
    try {
      return host.equalsIgnoreCase(Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse(""));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isForm(Context context) {
    var type = context.contentType();
    return type != null && type.startsWith("application/x-www-form-urlencoded");
  }

  Optional<Principal> who(Context context) {
    var known = Optional.<Principal>ofNullable(context.attribute(PRINCIPAL));
    return known.isEmpty() && openReading ? Optional.of(Principal.ANONYMOUS) : known;
  }

  /** Return who asks, being one who may. */
  Principal require(Context context, Role role) {
    var who = who(context);
    if (who.isEmpty() || who.get() == Principal.ANONYMOUS && !Principal.ANONYMOUS.role().covers(role)) {
      throw new Refused(401, "Log in first", "asking for " + context.path() + ": log in, or send the header Authorization: Bearer TOKEN");
    }
    if (!who.get().role().covers(role)) {
      throw new Refused(403, "Not allowed", "asking for " + context.path() + ": it takes the role " + role.label() + ", and " + who.get().name() + " has the role " + who.get().role().label());
    }
    return who.get();
  }
}
