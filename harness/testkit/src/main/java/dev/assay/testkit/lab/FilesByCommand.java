package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A shell of a guest that has no file transfer, as small ones have none: small files come and go as text of commands. */
record FilesByCommand(Shell shell) implements Shell {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  /** In base64 well below what one argument of a command may hold. */
  private static final int AT_A_TIME = 48 * 1024;

  @Override
  public Result run(Duration limit, List<String> command) {
    return shell.run(limit, command);
  }

  @Override
  public byte[] read(String remotePath) {
    return Base64.getMimeDecoder().decode(succeed("reading " + remotePath, List.of("base64", remotePath)).output());
  }

  @Override
  public void write(String remotePath, byte[] content) {
    succeed("writing " + remotePath, List.of("sh", "-c", ": > \"$1\"", "assay", remotePath));
    for (int from = 0; from < content.length; from += AT_A_TIME) {
      var part = Base64.getEncoder().encodeToString(Arrays.copyOfRange(content, from, Math.min(content.length, from + AT_A_TIME)));
      succeed("writing " + remotePath, List.of("sh", "-c", "printf %s \"$2\" | base64 -d >> \"$1\"", "assay", remotePath, part));
    }
  }

  private Result succeed(String doing, List<String> command) {
    var result = shell.run(LIMIT, command);
    if (!result.succeeded()) {
      throw new AssayException.Lab(doing + " in a guest: status " + result.status() + ", " + result.errors().strip());
    }
    return result;
  }

  @Override
  public void close() {
    shell.close();
  }
}
