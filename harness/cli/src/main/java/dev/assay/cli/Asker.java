package dev.assay.cli;

/** Who asks for what a command does: whoever started the process, or whoever asked the server for it. */
public final class Asker {

  static final ScopedValue<String> NAME = ScopedValue.newInstance();

  private Asker() {}

  public static String name() {
    return NAME.orElse(System.getProperty("user.name"));
  }
}
