package dev.assay.xapi.metrics;

import dev.assay.core.AssayException;
import dev.assay.xapi.HttpHandlers;
import java.io.IOException;

/**
 * Reads a host's metrics and those of the VMs on it.
 *
 * @param handlers of the host itself, asked in a session's name; each host keeps only its own metrics
 */
public record Metrics(HttpHandlers handlers) {

  /**
   * Fetch what was recorded since an instant.
   *
   * @throws dev.assay.xapi.wire.MalformedMessageException when what came is no such document
   */
  public RrdUpdates updates(RrdQuery query) {
    try (var stream = handlers.get("/rrd_updates", query.parameters())) {
      return RrdReader.read(stream.readAllBytes());
    } catch (IOException e) {
      throw new AssayException.Lab("fetching metrics: the connection broke: " + e.getMessage(), e);
    }
  }
}
