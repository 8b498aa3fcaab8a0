package dev.assay.simulator.served;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.assay.core.AssayException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;

/** One HTTPS port on loopback. */
final class HttpsListener implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final HttpsServer server;
  private final ShownCertificate shown;

  private HttpsListener(HttpsServer server, ShownCertificate shown) {
    this.server = server;
    this.shown = shown;
  }

  /**
   * Start to listen.
   *
   * @param port 0 lets the system choose
   */
  static HttpsListener start(int port, Certificate certificate, ExecutorService threads, HttpHandler handler) {
    try {
      var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      var shown = new ShownCertificate(certificate);
      server.setHttpsConfigurator(new HttpsConfigurator(shown.serverContext()));
      server.setExecutor(threads);
      server.createContext("/", handler);
      server.start();
      return new HttpsListener(server, shown);
    } catch (IOException e) {
      throw new AssayException.Lab("serving a simulated host on port " + port + " of loopback: " + e.getMessage() + "; choose another base port", e);
    }
  }

  /** Show another certificate to whoever connects from now on. */
  void show(Certificate certificate) {
    shown.become(certificate);
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
