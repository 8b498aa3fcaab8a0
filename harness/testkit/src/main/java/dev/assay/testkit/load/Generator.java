package dev.assay.testkit.load;

import dev.assay.core.AssayException;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;

/** Runs a load generator in a guest. */
final class Generator {

  private static final int NOT_FOUND = 127;

  private Generator() {}

  static String run(Vm vm, Duration limit, List<String> command) {
    try (var shell = vm.shell()) {
      var result = shell.run(limit, command);
      if (result.status() == NOT_FOUND) {
        throw new AssayException.Lab("running " + command.getFirst() + " in " + vm + ": its image has no such program; make the template from an image that has it");
      }
      if (!result.succeeded()) {
        throw new AssayException.Lab("running " + String.join(" ", command) + " in " + vm + ": status " + result.status() + ", "
            + (result.errors().isBlank() ? result.output() : result.errors()).strip());
      }
      return result.output();
    }
  }
}
