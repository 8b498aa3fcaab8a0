package dev.assay.site.server;

import java.util.Optional;

/**
 * What a route answers.
 *
 * @param body anything Jackson writes
 * @param page where a form's sender is led; absent to go back to where the form was
 */
public record ApiReply(int status, Object body, Optional<String> page) {

  public static ApiReply ok(Object body) {
    return new ApiReply(200, body, Optional.empty());
  }

  public static ApiReply created(Object body, String page) {
    return new ApiReply(201, body, Optional.of(page));
  }

  public static ApiReply accepted(Object body, String page) {
    return new ApiReply(202, body, Optional.of(page));
  }
}
