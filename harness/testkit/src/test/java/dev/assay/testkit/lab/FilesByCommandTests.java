package dev.assay.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

class FilesByCommandTests {

  /** Runs commands on this machine, whose shell and programs know what those of a guest know. */
  private static final class Here implements Shell {
    @Override
    public Result run(Duration limit, List<String> command) {
      try {
        var process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output, errors);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public byte[] read(String remotePath) {
      throw new UnsupportedOperationException("no file transfer");
    }

    @Override
    public void write(String remotePath, byte[] content) {
      throw new UnsupportedOperationException("no file transfer");
    }

    @Override
    public void close() {}
  }

  @Test
  void everyByteComesBackAsItWent() throws IOException {
    var content = new byte[40_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) i;
    }
    var file = Files.createTempFile("with a space", ".bin");
    var shell = new FilesByCommand(new Here());
    shell.write(file.toString(), content);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThat(shell.read(file.toString())).isEqualTo(content);
    shell.write(file.toString(), new byte[0]);
    assertThat(shell.read(file.toString())).isEmpty();
    Files.delete(file);
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> new FilesByCommand(new Here()).read("/nonexistent/file"))
        .isInstanceOf(AssayException.Lab.class).hasMessageContaining("/nonexistent/file");
  }
}
