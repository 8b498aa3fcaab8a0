package dev.assay.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Stands before an SMTP server that cannot encrypt: offers STARTTLS, encrypts, and then hands every byte on. Keeps what was
 * said in the clear.
 */
final class StartTlsFront implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final SSLContext keys;
  private final int behind;
  private final List<String> inTheClear = new CopyOnWriteArrayList<>();

  StartTlsFront(SSLContext keys, int behind) throws IOException {
    this.keys = keys;
    this.behind = behind;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  List<String> inTheClear() {
    return List.copyOf(inTheClear);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client; var server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
      var greeting = line(server.getInputStream());
      say(client.getOutputStream(), greeting);
      for (var command = line(client.getInputStream()); !command.isEmpty(); command = line(client.getInputStream())) {
        inTheClear.add(command);
        switch (command.toUpperCase(Locale.ROOT).split(" ")[0]) {
          case "EHLO" -> say(client.getOutputStream(), "250-front\r\n250 STARTTLS");
          case "STARTTLS" -> {
            say(client.getOutputStream(), "220 go ahead");
            handOn(client, server);
            return;
          }
          default -> say(client.getOutputStream(), "530 encrypt first");
        }
      }
    } catch (IOException e) {
      inTheClear.add("broken off: " + e.getMessage());
    }
  }

  private void handOn(Socket client, Socket server) throws IOException {
    var safe = (SSLSocket) keys.getSocketFactory().createSocket(client, null, client.getPort(), true);
    safe.setUseClientMode(false);
    var back = Thread.ofVirtual().start(() -> pipe(server, safe));
    pipe(safe, server);
    server.close();
    join(back);
  }

  private static void pipe(Socket from, Socket to) {
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var buffer = new byte[8_192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // One of the two has hung up: so the other has nothing more to say.
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Read a line byte by byte: what comes after it may be encrypted. */
  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
