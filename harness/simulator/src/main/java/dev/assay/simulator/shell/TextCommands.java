package dev.assay.simulator.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Commands that read files or their input. */
final class TextCommands {

  private static final int CHUNK = 1 << 20;

  private TextCommands() {}

  static void addTo(SequencedMap<String, Command> table) {
    table.put("cat", TextCommands::cat);
    table.put("head", invocation -> ends(invocation, true));
    table.put("tail", invocation -> ends(invocation, false));
    table.put("grep", TextCommands::grep);
    table.put("wc", TextCommands::wc);
    table.put("md5sum", invocation -> digest(invocation, "MD5"));
    table.put("sha256sum", invocation -> digest(invocation, "SHA-256"));
  }

  private static int cat(Invocation invocation) {
    invocation.allowOptions("");
    if (invocation.operands().isEmpty()) {
      invocation.output().writeBytes(invocation.input());
    }
    invocation.operands().forEach(path -> invocation.output().writeBytes(invocation.files().read(path)));
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
    invocation.allowOptions("chiqsvEF");
    var operands = invocation.operands();
    if (operands.isEmpty()) {
      throw new CommandFailed(2, "a pattern is needed");
    }
    int flags = (invocation.has('i') ? Pattern.CASE_INSENSITIVE : 0) | (invocation.has('F') ? Pattern.LITERAL : 0);
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

  private static Pattern pattern(String text, int flags) {
    try {
      return Pattern.compile(text, flags);
    } catch (PatternSyntaxException e) {
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

  private static byte[] content(Invocation invocation, List<String> paths) {
    if (paths.isEmpty()) {
      return invocation.input();
    }
    var all = new ByteArrayOutputStream();
    paths.forEach(path -> all.writeBytes(invocation.files().read(path)));
    return all.toByteArray();
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CommandFailed(1, "invalid number of lines: '" + text + "'");
    }
  }
}
