package dev.assay.drivers.ssh;

import dev.assay.core.AssayException;
import java.util.List;
import java.util.stream.Collectors;

/** SSH carries one command line, which a POSIX shell at the other end splits: quoting makes it split as it was given. */
public final class PosixQuoting {

  private PosixQuoting() {}

  public static String commandLine(List<String> command) {
    if (command.isEmpty()) {
      throw new AssayException.Usage("running a program over SSH: no program was named");
    }
    return command.stream().map(PosixQuoting::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    if (argument.indexOf('\0') >= 0) {
      throw new AssayException.Usage("running a program over SSH: an argument holds a zero byte, which no program can be given");
    }
    return argument.matches("[A-Za-z0-9_@%+:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
  }
}
