package dev.assay.site.server;

/** Tells addresses within this server from those that lead away. */
final class Paths {

  private Paths() {}

  static boolean isOwn(String path) {
    return path.matches("/([^/\\\\\\p{Cntrl}][^\\\\\\p{Cntrl}]*)?");
  }
}
