package dev.assay.site.server;

import dev.assay.site.access.Role;

/**
 * One call of the machine interface. A route that changes something (any method but GET) is written to the audit, and pages
 * may post forms to it: fields become the body's members, and the answer leads back to the page.
 *
 * @param path such as {@code /api/v1/runs/{run}/cancel}
 * @param role who may
 * @param summary one sentence for the description of the interface and for the audit
 */
public record ApiRoute(Method method, String path, Role role, String summary, Handler handler) {

  public enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /**
   * Does what is asked. An {@link dev.assay.core.AssayException} becomes a problem document (RFC 9457): its message, and a
   * status by its exit code.
   */
  @FunctionalInterface
  public interface Handler {
    ApiReply answer(ApiCall call);
  }

  public ApiRoute {
    if (!path.startsWith("/api/v1/")) {
      throw new IllegalArgumentException("route " + path + " does not begin with /api/v1/");
    }
  }

  public static ApiRoute get(String path, Role role, String summary, Handler handler) {
    return new ApiRoute(Method.GET, path, role, summary, handler);
  }

  public static ApiRoute post(String path, Role role, String summary, Handler handler) {
    return new ApiRoute(Method.POST, path, role, summary, handler);
  }

  boolean changes() {
    return method != Method.GET;
  }
}
