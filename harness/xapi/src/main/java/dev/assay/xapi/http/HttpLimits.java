package dev.assay.xapi.http;

import java.time.Duration;

/**
 * How long the network may take, by the wall clock.
 *
 * @param connect to make a connection, TLS not counted
 * @param call to answer one call, whole
 * @param idle between two pieces of a download
 * @param upload to take an upload, whole, and answer it
 */
public record HttpLimits(Duration connect, Duration call, Duration idle, Duration upload) {

  public HttpLimits {
    if (!connect.isPositive() || !call.isPositive() || !idle.isPositive() || !upload.isPositive()) {
      throw new IllegalArgumentException("limits are positive");
    }
  }

  /** Ten seconds to connect, two minutes to answer, one minute of silence in a download, six hours for an upload. */
  public static HttpLimits standard() {
    return new HttpLimits(Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofHours(6));
  }
}
