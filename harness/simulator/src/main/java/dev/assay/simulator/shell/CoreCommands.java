package dev.assay.simulator.shell;

import dev.assay.core.time.Time;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** The commands that every simulated system has. */
public final class CoreCommands {

  private static final int CHUNK = 1 << 20;

  private final Time time;

  private CoreCommands(Time time) {
    this.time = time;
  }

  /** Make the table, to be added to. */
  public static SequencedMap<String, Command> on(Time time) {
    var core = new CoreCommands(time);
    var table = new LinkedHashMap<String, Command>();
    table.put("true", invocation -> 0);
    table.put("false", invocation -> 1);
    table.put("cat", CoreCommands::cat);
    table.put("echo", CoreCommands::echo);
    table.put("ls", CoreCommands::ls);
    table.put("test", CoreCommands::test);
    table.put("[", CoreCommands::test);
    table.put("rm", CoreCommands::rm);
    table.put("mkdir", CoreCommands::mkdir);
    table.put("chmod", CoreCommands::chmod);
    table.put("touch", CoreCommands::touch);
    table.put("cp", CoreCommands::cp);
    table.put("mv", CoreCommands::mv);
    table.put("tee", CoreCommands::tee);
    table.put("head", invocation -> ends(invocation, true));
    table.put("tail", invocation -> ends(invocation, false));
    table.put("grep", CoreCommands::grep);
    table.put("wc", CoreCommands::wc);
    table.put("md5sum", invocation -> digest(invocation, "MD5"));
    table.put("sha256sum", invocation -> digest(invocation, "SHA-256"));
    table.put("sleep", core::sleep);
    table.put("date", core::date);
    return table;
  }

  private static int cat(Invocation invocation) {
    invocation.allowOptions("");
    if (invocation.operands().isEmpty()) {
      invocation.output().writeBytes(invocation.input());
    }
    invocation.operands().forEach(path -> invocation.output().writeBytes(invocation.files().read(path)));
    return 0;
  }

  private static int echo(Invocation invocation) {
    var words = invocation.arguments();
    boolean bare = !words.isEmpty() && words.getFirst().equals("-n");
    invocation.print(String.join(" ", bare ? words.subList(1, words.size()) : words) + (bare ? "" : "\n"));
    return 0;
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

  private static int test(Invocation invocation) {
    var words = new ArrayList<>(invocation.arguments());
    if (invocation.name().equals("[") && !"]".equals(words.isEmpty() ? "" : words.removeLast())) {
      throw new CommandFailed(2, "missing ]");
    }
    boolean negated = !words.isEmpty() && words.getFirst().equals("!");
    return holds(negated ? words.subList(1, words.size()) : words, invocation.files()) != negated ? 0 : 1;
  }

  private static boolean holds(List<String> words, Files files) {
    if (words.size() == 3) {
      return switch (words.get(1)) {
        case "=" -> words.getFirst().equals(words.get(2));
        case "!=" -> !words.getFirst().equals(words.get(2));
        default -> throw new CommandFailed(2, words.get(1) + ": unknown operator");
      };
    }
    if (words.size() != 2) {
      throw new CommandFailed(2, "only one- and two-sided tests are simulated");
    }
    var word = words.get(1);
    return switch (words.getFirst()) {
      case "-e" -> files.isFile(word) || files.isFolder(word);
      case "-f", "-b" -> files.isFile(word);
      case "-d" -> files.isFolder(word);
      case "-s" -> files.isFile(word) && files.size(word) > 0;
      case "-n" -> !word.isEmpty();
      case "-z" -> word.isEmpty();
      default -> throw new CommandFailed(2, words.getFirst() + ": unknown operator");
    };
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

  private static int ends(Invocation invocation, boolean first) {
    int count = 10;
    var paths = new ArrayList<String>();
    var words = invocation.arguments();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("-n") && i + 1 < words.size()) {
        count = number(words.get(++i));
      } else if (words.get(i).matches("-n?\\d+")) {
        count = number(words.get(i).replaceFirst("-n?", ""));
      } else {
        paths.add(words.get(i));
      }
    }
    var lines = new String(content(invocation, paths), StandardCharsets.UTF_8).lines().toList();
    int from = first ? 0 : Math.max(0, lines.size() - count);
    lines.subList(from, first ? Math.min(count, lines.size()) : lines.size()).forEach(invocation::line);
    return 0;
  }

  private static int grep(Invocation invocation) {
    invocation.allowOptions("ciqvEF");
    var operands = invocation.operands();
    if (operands.isEmpty()) {
      throw new CommandFailed(2, "a pattern is needed");
    }
    int flags = (invocation.has('i') ? java.util.regex.Pattern.CASE_INSENSITIVE : 0) | (invocation.has('F') ? java.util.regex.Pattern.LITERAL : 0);
    var pattern = pattern(operands.getFirst(), flags);
    var found = new String(content(invocation, operands.subList(1, operands.size())), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> pattern.matcher(line).find() != invocation.has('v'))
        .toList();
    if (invocation.has('c')) {
      invocation.line(Integer.toString(found.size()));
    } else if (!invocation.has('q')) {
      found.forEach(invocation::line);
    }
    return found.isEmpty() ? 1 : 0;
  }

  private static java.util.regex.Pattern pattern(String text, int flags) {
    try {
      return java.util.regex.Pattern.compile(text, flags);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new CommandFailed(2, "Invalid regular expression '" + text + "'");
    }
  }

  private static int wc(Invocation invocation) {
    invocation.allowOptions("lc");
    var bytes = content(invocation, invocation.operands());
    long lines = new String(bytes, StandardCharsets.ISO_8859_1).chars().filter(c -> c == '\n').count();
    invocation.line(invocation.has('l') ? Long.toString(lines) : invocation.has('c') ? Integer.toString(bytes.length) : lines + " " + bytes.length);
    return 0;
  }

  private static int digest(Invocation invocation, String algorithm) {
    invocation.allowOptions("");
    var names = invocation.operands().isEmpty() ? List.of("-") : invocation.operands();
    for (var name : names) {
      try {
        var digest = MessageDigest.getInstance(algorithm);
        add(digest, name, invocation);
        invocation.line(HexFormat.of().formatHex(digest.digest()) + "  " + name);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
    return 0;
  }

  private static void add(MessageDigest digest, String name, Invocation invocation) {
    if (name.equals("-")) {
      digest.update(invocation.input());
      return;
    }
    long size = invocation.files().size(name);
    for (long at = 0; at < size; at += CHUNK) {
      digest.update(invocation.files().read(name, at, CHUNK));
    }
  }

  private int sleep(Invocation invocation) {
    if (invocation.arguments().size() != 1 || !invocation.arguments().getFirst().matches("\\d+(\\.\\d+)?")) {
      throw new CommandFailed(1, "one number of seconds is needed");
    }
    time.sleep(Duration.ofMillis((long) (Double.parseDouble(invocation.arguments().getFirst()) * 1000)));
    return 0;
  }

  private int date(Invocation invocation) {
    var format = invocation.arguments().isEmpty() ? "" : invocation.arguments().getLast();
    switch (format) {
      case "+%s" -> invocation.line(Long.toString(time.now().getEpochSecond()));
      case "", "-u" -> invocation.line(java.time.format.DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", java.util.Locale.ROOT)
          .format(time.now().atOffset(java.time.ZoneOffset.UTC)));
      default -> throw new CommandFailed(1, "format '" + format + "' is not simulated");
    }
    return 0;
  }

  private static byte[] content(Invocation invocation, List<String> paths) {
    if (paths.isEmpty()) {
      return invocation.input();
    }
    return paths.stream().map(invocation.files()::read).collect(
        Collectors.collectingAndThen(Collectors.toList(), parts -> {
          var all = new ByteArrayOutputStream();
          parts.forEach(all::writeBytes);
          return all.toByteArray();
        }));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CommandFailed(1, "invalid number of lines: '" + text + "'");
    }
  }
}
