package dev.assay.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts this program once more: the same Java, flags and class path. */
public final class OwnCommand {

  private OwnCommand() {}

  /**
   * Return a command line.
   *
   * @param properties further properties of the Java process, as {@code name=value}
   */
  public static List<String> with(List<String> properties, List<String> arguments) {
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    // What a launcher has this process record of itself is for this process alone.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-XX:AOTMode") && !flag.startsWith("-XX:AOTConfiguration"))
        .forEach(command::add);
    properties.forEach(property -> command.add("-D" + property));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(arguments);
    return command;
  }
}
