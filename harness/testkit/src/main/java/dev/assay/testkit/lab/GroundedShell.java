package dev.assay.testkit.lab;

import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.List;

/** A shell of an emulated host; where it gives no answer, the machine under the host is looked at too. */
record GroundedShell(Shell shell, Ground ground) implements Shell {

  @Override
  public Result run(Duration limit, List<String> command) {
    return ground.asking(() -> shell.run(limit, command));
  }

  @Override
  public byte[] read(String remotePath) {
    return ground.asking(() -> shell.read(remotePath));
  }

  @Override
  public void write(String remotePath, byte[] content) {
    ground.asking(() -> {
      shell.write(remotePath, content);
      return true;
    });
  }

  @Override
  public void close() {
    shell.close();
  }
}
