package dev.assay.drivers.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

class FileConsoleTests {

  @Test
  void endOfALargeLogIsRead() throws IOException {
    var log = Files.createTempFile("console", ".log");
    Files.writeString(log, "an older boot\n".repeat(10_000) + "xen-1: panic\n");
    var console = new FileConsole(log);
    assertThat(console.lastLine()).isEqualTo("xen-1: panic");
    assertThat(console.tail().length()).isLessThan(40_000);
    Files.delete(log);
  }

  @Test
  void missingLogIsTheLabsFailure() {
    assertThatThrownBy(() -> new FileConsole(Path.of("/nonexistent/console.log")).tail())
        .isInstanceOf(AssayException.Lab.class).hasMessageContaining("/nonexistent/console.log");
  }
}
