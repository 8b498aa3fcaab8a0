package dev.assay.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Starts this program once more: the same Java, flags and class path. */
public final class OwnCommand {

  private OwnCommand() {}

  /**
   * Return a command line.
   *
   * @param properties further properties of the Java process, as {@code name=value}
   */
  public static List<String> with(List<String> properties, List<String> arguments) {
    // What a launcher has this process record of itself is for this process alone.
    return command(flags().filter(flag -> !flag.startsWith("-XX:AOTMode") && !flag.startsWith("-XX:AOTConfiguration")), properties, arguments);
  }

  /**
   * Return a command line for a process that starts in a way of its own.
   *
   * @param further flags of its Java process, in the place of this one's cache
   */
  public static List<String> startedBy(List<String> further, List<String> properties, List<String> arguments) {
    return command(Stream.concat(flags().filter(flag -> !flag.startsWith("-XX:AOT")), further.stream()), properties, arguments);
  }

  private static Stream<String> flags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream();
  }

  private static List<String> command(Stream<String> flags, List<String> properties, List<String> arguments) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    flags.forEach(command::add);
    properties.forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }
}
