package dev.assay.simulator.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command is started with.
 *
 * @param name how it was called
 * @param arguments after the name
 * @param input what stands on its standard input
 */
public record Invocation(
    String name, List<String> arguments, byte[] input, Files files, ByteArrayOutputStream output, ByteArrayOutputStream errors) {

  public void print(String text) {
    output.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void line(String text) {
    print(text + "\n");
  }

  public void error(String text) {
    errors.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Return the arguments that are not options. */
  public List<String> operands() {
    return arguments.stream().filter(argument -> !argument.startsWith("-") || argument.equals("-")).toList();
  }

  /** Tell whether a one-letter option was given, alone or among others ({@code -rf}). */
  public boolean has(char option) {
    return arguments.stream().anyMatch(a -> a.startsWith("-") && !a.startsWith("--") && a.indexOf(option) > 0);
  }

  /** Refuse options that the simulated command does not know, rather than ignoring them. */
  public void allowOptions(String letters) {
    for (var argument : arguments) {
      if (argument.length() > 1 && argument.startsWith("-") && !argument.substring(1).chars().allMatch(c -> letters.indexOf(c) >= 0)) {
        throw new CommandFailed(2, "unrecognized option '" + argument + "'");
      }
    }
  }
}
