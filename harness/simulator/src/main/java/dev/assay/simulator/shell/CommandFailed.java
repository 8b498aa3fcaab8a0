package dev.assay.simulator.shell;

/** A command ends with this status and says why on its error output. */
public final class CommandFailed extends RuntimeException {

  private final int status;

  public CommandFailed(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public static CommandFailed missing(String path) {
    return new CommandFailed(1, path + ": No such file or directory");
  }

  int status() {
    return status;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
