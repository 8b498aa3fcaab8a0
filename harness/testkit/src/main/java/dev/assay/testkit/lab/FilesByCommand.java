package dev.assay.testkit.lab;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** A shell of a guest that has no file transfer, as small ones have none: small files come and go as text of commands. */
record FilesByCommand(Shell shell) implements Shell {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  /** Each byte takes five letters, and small SSH servers end a session whose command has more than 9,000. */
  private static final int AT_A_TIME = 1024;

  @Override
  public Result run(Duration limit, List<String> command) {
    return shell.run(limit, command);
  }

  @Override
  public byte[] read(String remotePath) {
    var printed = succeed("reading " + remotePath, List.of("od", "-A", "n", "-v", "-t", "x1", remotePath)).output();
    return HexFormat.of().parseHex(printed.replaceAll("\\s+", ""));
  }

  @Override
  public void write(String remotePath, byte[] content) {
    succeed("writing " + remotePath, List.of("sh", "-c", ": > \"$1\"", "assay", remotePath));
    for (int from = 0; from < content.length; from += AT_A_TIME) {
      var part = new StringBuilder();
      for (int at = from; at < Math.min(content.length, from + AT_A_TIME); at++) {
        part.append("\\0%03o".formatted(content[at] & 0xff));
      }
      succeed("writing " + remotePath, List.of("sh", "-c", "printf %b \"$2\" >> \"$1\"", "assay", remotePath, part.toString()));
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
