package dev.assay.simulator.served;

import dev.assay.simulator.LabSpec;
import dev.assay.simulator.machine.BootFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What a simulated machine's firmware and installer fetch over a real network: files below {@code <address>/<host>/}.
 * A server that does not answer is, to the machine, one that serves nothing.
 */
public final class HttpBootFiles implements BootFiles {

  /** The lab stands still during a fetch; a run on a busy machine may need some seconds to answer, and nobody listening is told at once. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /** Fetch from the address that DHCP would name to the machines. */
  public HttpBootFiles(URI address) {
    this.address = address;
  }

  @Override
  public Optional<byte[]> fetch(LabSpec.Host host, String file) {
    var root = address.toString().replaceAll("/+$", "");
    var target = URI.create(root + "/" + encoded(host.id().value()) + "/" + encoded(file));
    try {
      var answer = http.send(HttpRequest.newBuilder(target).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Say a line to whoever serves this host its files; tell whether it was taken. */
  boolean report(URI to, String line) {
    try {
      var request = HttpRequest.newBuilder(to).timeout(LIMIT).POST(HttpRequest.BodyPublishers.ofString(line)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
