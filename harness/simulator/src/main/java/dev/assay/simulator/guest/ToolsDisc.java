package dev.assay.simulator.guest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is written on discs: the mark of ISO 9660, and behind it, on a disc of the vendor's tools, their version. */
public final class ToolsDisc {

  private static final int DESCRIPTOR = 32_768;
  private static final String MARK = "\u0001CD001\u0001\0";
  private static final int CONTENTS = 65_536;
  private static final Pattern TOOLS = Pattern.compile("tools (\\S+)\n");

  private ToolsDisc() {}

  /** Write a disc of this name. */
  public static void label(BlockDevice disc, String name) {
    disc.write(DESCRIPTOR, ascii(MARK + " ".repeat(32) + name));
  }

  /** Put tools of this version on a disc. */
  public static void fill(BlockDevice disc, String version) {
    disc.write(CONTENTS, ascii("tools " + version + "\n"));
  }

  static boolean isIso(BlockDevice disc) {
    return new String(disc.read(DESCRIPTOR, MARK.length()), StandardCharsets.US_ASCII).equals(MARK);
  }

  static Optional<String> version(BlockDevice disc) {
    var found = TOOLS.matcher(new String(disc.read(CONTENTS, 128), StandardCharsets.US_ASCII));
    return found.lookingAt() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
