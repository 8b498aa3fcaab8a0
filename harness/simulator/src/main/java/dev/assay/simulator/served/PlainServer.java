package dev.assay.simulator.served;

import com.sun.net.httpserver.HttpHandler;
import dev.assay.core.HostId;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTPS server with nothing behind it: what a benchmark measures the simulated one against. */
public final class PlainServer implements AutoCloseable {

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Certificate certificate;
  private final HttpsListener listener;

  private PlainServer(HttpHandler handler) {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    certificate = Certificate.selfSigned("plain", new LabKeys(1).key(HostId.of("plain"), LabKeys.Purpose.XAPI));
    listener = HttpsListener.start(0, certificate, threads, handler);
  }

  public static PlainServer start(HttpHandler handler) {
    return new PlainServer(handler);
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + listener.port());
  }

  public String certificateSha256() {
    return certificate.sha256();
  }

  @Override
  public void close() {
    listener.close();
    threads.shutdownNow();
  }
}
