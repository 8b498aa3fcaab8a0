package dev.assay.drivers.fenced;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.Fence;
import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.List;

/** A shell that obeys only the holder of the host's live token; closing it is always allowed. */
public record FencedShell(Shell shell, Fence fence, HostId host, FencingToken token) implements Shell {

  @Override
  public Result run(Duration limit, List<String> command) {
    fence.require(host, token);
    return shell.run(limit, command);
  }

  @Override
  public byte[] read(String remotePath) {
    fence.require(host, token);
    return shell.read(remotePath);
  }

  @Override
  public void write(String remotePath, byte[] content) {
    fence.require(host, token);
    shell.write(remotePath, content);
  }

  @Override
  public void close() {
    shell.close();
  }
}
