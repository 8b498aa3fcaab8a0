package dev.assay.site.server;

import dev.assay.site.access.Role;
import dev.assay.site.pages.Parameter;
import java.util.List;

/**
 * One call of the machine interface. A route that changes something (any method but GET) is written to the audit, and pages
 * may post forms to it: fields become the body's members, and the answer leads back to the page.
 *
 * @param path such as {@code /api/v1/runs/{run}/cancel}
 * @param role who may
 * @param summary one sentence for the description of the interface and for the audit
 * @param members what its body may hold
 * @param parameters what its address may say after the question mark; anything else is refused
 * @param mostBytes how large a file it takes as its body; 0 when its body is members
 */
public record ApiRoute(
    Method method, String path, Role role, String summary, Handler handler, List<Member> members, List<Parameter> parameters, int mostBytes) {

  /**
   * A member of a request's body.
   *
   * @param type as JSON Schema names it; {@code array} is one of strings
   */
  public record Member(String name, String type, boolean required, String description) {

    public static Member text(String name, String description) {
      return new Member(name, "string", false, description);
    }

    public static Member number(String name, String description) {
      return new Member(name, "integer", false, description);
    }

    public static Member texts(String name, String description) {
      return new Member(name, "array", false, description);
    }

    public Member needed() {
      return new Member(name, type, true, description);
    }
  }

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

  public ApiRoute(Method method, String path, Role role, String summary, Handler handler) {
    this(method, path, role, summary, handler, List.of(), List.of(), 0);
  }

  public ApiRoute {
    members = List.copyOf(members);
    parameters = List.copyOf(parameters);
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

  /** Return it with what its body may hold. */
  public ApiRoute taking(Member... body) {
    return new ApiRoute(method, path, role, summary, handler, List.of(body), parameters, mostBytes);
  }

  /** Return it with what its address may say. */
  public ApiRoute asked(List<Parameter> more) {
    return new ApiRoute(method, path, role, summary, handler, members, more, mostBytes);
  }

  /** Return it with a file as its body, of at most so many bytes. */
  public ApiRoute uploading(int most) {
    return new ApiRoute(method, path, role, summary, handler, members, parameters, most);
  }

  boolean takesFile() {
    return mostBytes > 0;
  }

  boolean changes() {
    return method != Method.GET;
  }
}
