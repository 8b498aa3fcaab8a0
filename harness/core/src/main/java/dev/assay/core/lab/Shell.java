package dev.assay.core.lab;

import java.time.Duration;
import java.util.List;

/** A command shell on one host, with file transfer. Failing to reach the host is {@code AssayException.Lab}. */
public interface Shell extends AutoCloseable {

  /**
   * Run a program with these arguments and wait for its end; arguments reach it as they are, no shell expands them.
   *
   * @throws dev.assay.core.AssayException.TimedOut when it still runs after the limit
   */
  Result run(Duration limit, List<String> command);

  byte[] read(String remotePath);

  void write(String remotePath, byte[] content);

  @Override
  void close();

  /** What a program left: its exit status and what it printed. */
  record Result(int status, String output, String errors) {
    public boolean succeeded() {
      return status == 0;
    }
  }
}
