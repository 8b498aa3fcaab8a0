package dev.assay.xapi;

import java.io.InputStream;
import java.util.SequencedMap;

/**
 * The server's plain HTTP paths beside the API: {@code /rrd_updates}, {@code /host_rrd}, {@code /export},
 * {@code /import}, {@code /import_raw_vdi}, {@code /system-status}, {@code /audit_log} and so on. A separate capability:
 * not every transport has it.
 */
public interface HttpHandlers {

  /**
   * Fetch a path with these query parameters; the caller closes the stream.
   *
   * @throws HttpStatusException when the server answers with another status than 200
   */
  InputStream get(String path, SequencedMap<String, String> query);

  /**
   * Send a body to a path with these query parameters; return what the server answered.
   *
   * @throws HttpStatusException when the server answers with another status than 200
   */
  byte[] put(String path, SequencedMap<String, String> query, InputStream body);
}
