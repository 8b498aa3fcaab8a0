package dev.assay.xapi.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Takes a connection, reads a request, says its piece and hangs up; the next connection gets the next piece. */
final class RawHost implements AutoCloseable {

  private final ServerSocket socket = new ServerSocket();
  private final AtomicInteger connections = new AtomicInteger();

  RawHost(String... pieces) throws IOException {
    socket.bind(TestingHost.loopback());
    Thread.ofVirtual().start(() -> serve(List.of(pieces)));
  }

  private void serve(List<String> pieces) {
    try {
      for (var piece : pieces) {
        try (var connection = socket.accept()) {
          connections.incrementAndGet();
          readRequest(connection.getInputStream());
          connection.getOutputStream().write(piece.getBytes(StandardCharsets.UTF_8));
          connection.getOutputStream().flush();
        }
      }
    } catch (SocketException closed) {
      // The test is over.
      return;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Read it whole: a socket closed over unread bytes takes back what it has said. */
  private static void readRequest(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    var length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    if (length.find()) {
      in.readNBytes(Integer.parseInt(length.group(1)));
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
