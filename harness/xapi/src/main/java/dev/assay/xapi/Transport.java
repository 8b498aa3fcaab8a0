package dev.assay.xapi;

import java.util.List;

/**
 * Carries one XenAPI call to a server and its answer back.
 *
 * <p>Values on either side are wire values: {@code String}, {@code Long}, {@code Double}, {@code Boolean},
 * {@code Instant}, {@code List} of wire values, {@code SequencedMap} of strings to wire values, and the empty string for
 * void. References are strings ({@code OpaqueRef:...}). The simulator implements this directly; sockets implement it by
 * JSON-RPC or XML-RPC.
 */
public interface Transport {

  /**
   * Call {@code method} (such as {@code VM.start} or {@code Async.VM.start}); the session, where one is needed, is the
   * first parameter.
   *
   * @throws XapiException when the server answers with an error
   * @throws dev.assay.core.AssayException.Lab when no answer comes (refused, reset, time-out, certificate)
   */
  Object call(String method, List<Object> parameters);
}
