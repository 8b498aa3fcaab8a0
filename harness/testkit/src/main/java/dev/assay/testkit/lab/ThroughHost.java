package dev.assay.testkit.lab;

import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.List;

/** A shell on a guest together with the session on its host that it goes through. */
record ThroughHost(Shell guest, Shell host) implements Shell {

  @Override
  public Result run(Duration limit, List<String> command) {
    return guest.run(limit, command);
  }

  @Override
  public byte[] read(String remotePath) {
    return guest.read(remotePath);
  }

  @Override
  public void write(String remotePath, byte[] content) {
    guest.write(remotePath, content);
  }

  @Override
  public void close() {
    try (host) {
      guest.close();
    }
  }
}
