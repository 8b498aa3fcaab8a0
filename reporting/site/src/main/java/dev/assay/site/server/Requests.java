package dev.assay.site.server;

import io.javalin.http.Context;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;

/** What all handlers do with requests and answers. */
final class Requests {

  private Requests() {}

  static LinkedHashMap<String, String> query(Context context) {
    var query = new LinkedHashMap<String, String>();
    context.queryParamMap().forEach((name, values) -> query.put(name, values.isEmpty() ? "" : values.getFirst()));
    return query;
  }

  /** Send content, or only word that it is what the asker has already. */
  static void send(Context context, String mediaType, byte[] content) {
    var mark = mark(content);
    context.header("ETag", mark);
    context.header("Cache-Control", "private, no-cache");
    if (mark.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(mediaType);
    context.result(content);
  }

  /** A weak mark, since compression may change the bytes on their way. */
  private static String mark(byte[] content) {
    try {
      return "W/\"" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static boolean wantsPage(Context context) {
    var accepted = context.header("Accept");
    return !context.path().startsWith("/api/") && !context.path().endsWith(".json") && accepted != null && accepted.contains("text/html");
  }
}
