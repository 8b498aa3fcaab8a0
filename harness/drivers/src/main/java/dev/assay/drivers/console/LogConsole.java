package dev.assay.drivers.console;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stands in for a console that nobody wired: the end of a log of the running host, fetched through its shell. It knows
 * nothing of a host that does not answer.
 *
 * @param log such as {@code /var/log/kern.log}
 */
public record LogConsole(Supplier<Shell> shell, String log) implements Console {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Override
  public String tail() {
    try (var opened = shell.get()) {
      var result = opened.run(LIMIT, List.of("tail", "-n", "200", log));
      if (!result.succeeded()) {
        throw new AssayException.Lab("reading " + log + " in place of a console: " + result.errors().strip());
      }
      return result.output();
    }
  }
}
