package dev.assay.site.server;

/** A request that security turns away. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  Refused(int status, String title, String detail) {
    super(detail, null, false, false);
    this.problem = new Problem(status, title, detail);
  }

  Problem problem() {
    return problem;
  }
}
