package dev.assay.testkit;

import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.client.XapiSession;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** A host's HTTP handlers, asked in a session's name. */
record InSession(HttpHandlers handlers, XapiSession session) implements HttpHandlers {

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    return handlers.get(path, named(query));
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    return handlers.put(path, named(query), body);
  }

  private SequencedMap<String, String> named(SequencedMap<String, String> query) {
    var all = new LinkedHashMap<>(query);
    all.put("session_id", session.id());
    return all;
  }
}
