package dev.assay.site.server;

import io.javalin.http.Context;
import java.time.Duration;

/** A request that security turns away. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  Refused(int status, String title, String detail) {
    super(detail, null, false, false);
    this.problem = new Problem(status, title, detail);
  }

  /** Turn somebody away who tried too often, and say when to come again. */
  static Refused tooMany(Context context, Duration wait, String title, String detail) {
    long seconds = Math.max(1, wait.toSeconds() + 1);
    context.header("Retry-After", Long.toString(seconds));
    return new Refused(429, title, detail + "; try again in " + seconds + " s");
  }

  Problem problem() {
    return problem;
  }
}
