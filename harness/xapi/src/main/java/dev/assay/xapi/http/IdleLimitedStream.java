package dev.assay.xapi.http;

import dev.assay.core.AssayException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A stream that gives up when nothing comes for too long; Java's own would wait for ever. */
final class IdleLimitedStream extends FilterInputStream {

  private final String what;
  private final Duration limit;
  private final ExecutorService executor;

  IdleLimitedStream(InputStream in, String what, Duration limit, ExecutorService executor) {
    super(in);
    this.what = what;
    this.limit = limit;
    this.executor = executor;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var reading = executor.submit(() -> in.read(buffer, offset, length));
    try {
      return reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reading.cancel(true);
      throw new AssayException.Lab(what + ": nothing came for " + Connection.text(limit) + "; the transfer stands still", e);
    } catch (InterruptedException e) {
      reading.cancel(true);
      Thread.currentThread().interrupt();
      throw new AssayException.Cancelled(what + ": cancelled");
    } catch (ExecutionException e) {
      throw new AssayException.Lab(what + ": the transfer broke off: " + e.getCause().getMessage(), e.getCause());
    }
  }
}
