package dev.assay.xapi.client;

import dev.assay.xapi.HttpHandlers;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** HTTP handlers that are asked in the name of a session. */
record SessionHandlers(XapiSession session, HttpHandlers handlers) implements HttpHandlers {

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    return handlers.get(path, inSession(query));
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    return handlers.put(path, inSession(query), body);
  }

  private SequencedMap<String, String> inSession(SequencedMap<String, String> query) {
    var complete = new LinkedHashMap<String, String>();
    complete.put("session_id", session.id());
    complete.putAll(query);
    return complete;
  }
}
