package dev.assay.simulator.shell;

import java.util.List;
import java.util.SequencedMap;

/** Commands that make, move, list and remove files. */
final class FileCommands {

  private FileCommands() {}

  static void addTo(SequencedMap<String, Command> table) {
    table.put("ls", FileCommands::ls);
    table.put("rm", FileCommands::rm);
    table.put("mkdir", FileCommands::mkdir);
    table.put("chmod", FileCommands::chmod);
    table.put("touch", FileCommands::touch);
    table.put("truncate", FileCommands::truncate);
    table.put("cp", FileCommands::cp);
    table.put("mv", FileCommands::mv);
    table.put("tee", FileCommands::tee);
  }

  private static int ls(Invocation invocation) {
    invocation.allowOptions("1al");
    var paths = invocation.operands().isEmpty() ? List.of("/") : invocation.operands();
    for (var path : paths) {
      if (invocation.files().isFile(path)) {
        invocation.line(path);
      } else {
        invocation.files().list(path).forEach(invocation::line);
      }
    }
    return 0;
  }

  private static int rm(Invocation invocation) {
    invocation.allowOptions("rf");
    for (var path : invocation.operands()) {
      boolean there = invocation.files().isFile(path) || invocation.files().isFolder(path);
      if (there && invocation.files().isFolder(path) && !invocation.has('r')) {
        throw new CommandFailed(1, "cannot remove '" + path + "': Is a directory");
      }
      if (there || !invocation.has('f')) {
        invocation.files().delete(path);
      }
    }
    return 0;
  }

  private static int mkdir(Invocation invocation) {
    invocation.allowOptions("pm");
    // The mode is checked and not kept: files here have none.
    var paths = invocation.has('m') ? withoutMode(invocation) : invocation.operands();
    for (var path : paths) {
      if (!invocation.has('p') && (invocation.files().isFolder(path) || invocation.files().isFile(path))) {
        throw new CommandFailed(1, "cannot create directory '" + path + "': File exists");
      }
      invocation.files().makeFolder(path);
    }
    return 0;
  }

  private static List<String> withoutMode(Invocation invocation) {
    int at = invocation.arguments().indexOf("-m") + 1;
    if (at == 0 || at == invocation.arguments().size()) {
      throw new CommandFailed(1, "option -m needs a mode of its own");
    }
    var mode = requireMode(invocation.arguments().get(at));
    return invocation.operands().stream().filter(operand -> !operand.equals(mode)).toList();
  }

  private static String requireMode(String mode) {
    if (!mode.matches("[0-7]{3,4}")) {
      throw new CommandFailed(1, "invalid mode: '" + mode + "'");
    }
    return mode;
  }

  private static int chmod(Invocation invocation) {
    var operands = invocation.operands();
    if (operands.size() < 2) {
      throw new CommandFailed(1, "a mode and a file are needed");
    }
    requireMode(operands.getFirst());
    for (var path : operands.subList(1, operands.size())) {
      if (!invocation.files().isFile(path) && !invocation.files().isFolder(path)) {
        throw CommandFailed.missing(path);
      }
    }
    return 0;
  }

  private static int touch(Invocation invocation) {
    invocation.allowOptions("");
    invocation.operands().forEach(path -> invocation.files().write(path, 0, new byte[0]));
    return 0;
  }

  /** Only plain sizes in bytes are known, to be given ({@code -s N}) or added ({@code -s +N}). */
  private static int truncate(Invocation invocation) {
    var words = invocation.arguments();
    if (words.size() != 3 || !words.getFirst().equals("-s") || !words.get(1).matches("\\+?\\d{1,10}")) {
      throw new CommandFailed(1, "usage: truncate -s [+]BYTES FILE");
    }
    var path = words.getLast();
    long more = Long.parseLong(words.get(1).replace("+", ""));
    boolean added = words.get(1).startsWith("+") && invocation.files().isFile(path);
    invocation.files().truncate(path, added ? invocation.files().size(path) + more : more);
    return 0;
  }

  private static int cp(Invocation invocation) {
    invocation.allowOptions("f");
    var paths = two(invocation);
    invocation.files().replace(paths.getLast(), invocation.files().read(paths.getFirst()));
    return 0;
  }

  private static int mv(Invocation invocation) {
    cp(invocation);
    invocation.files().delete(invocation.operands().getFirst());
    return 0;
  }

  private static List<String> two(Invocation invocation) {
    if (invocation.operands().size() != 2) {
      throw new CommandFailed(1, "two file operands are needed");
    }
    return invocation.operands();
  }

  private static int tee(Invocation invocation) {
    invocation.allowOptions("a");
    for (var path : invocation.operands()) {
      if (invocation.has('a')) {
        invocation.files().append(path, invocation.input());
      } else {
        invocation.files().replace(path, invocation.input());
      }
    }
    invocation.output().writeBytes(invocation.input());
    return 0;
  }
}
