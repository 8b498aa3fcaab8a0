package dev.assay.testkit.lab;

import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** One of several shells in a login that all of them share: whoever closes it leaves the login to the others. */
abstract class SharedShell implements Shell {

  /** Servers usually allow ten programs at a time in one login; some places are left for file transfers. */
  static final int PLACES = 7;

  /** Do this in the login, or in another when that is how one without a place gets on. */
  abstract <T> T inPlace(Function<Shell, T> work);

  @Override
  public final Result run(Duration limit, List<String> command) {
    return inPlace(shell -> shell.run(limit, command));
  }

  @Override
  public final byte[] read(String remotePath) {
    return inPlace(shell -> shell.read(remotePath));
  }

  @Override
  public final void write(String remotePath, byte[] content) {
    inPlace(shell -> {
      shell.write(remotePath, content);
      return true;
    });
  }

  @Override
  public final void close() {}
}
