package dev.assay.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

/** What every {@link Shell} does, whatever is at its other end. */
public abstract class ShellContract {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Work with a shell that has a writable folder. */
  protected abstract void withShell(Work work);

  /** Name a file that is not there yet, in a folder that is. */
  protected abstract String newFile();

  protected interface Work {
    void on(Shell shell);
  }

  @Test
  public void programsOutputAndStatusComeBack() {
    withShell(shell -> assertThat(shell.run(LIMIT, List.of("echo", "hello"))).isEqualTo(new Shell.Result(0, "hello\n", "")));
  }

  @Test
  public void argumentsReachTheProgramAsTheyAre() {
    withShell(shell -> assertThat(shell.run(LIMIT, List.of("echo", "two words", "$HOME", "it's", "; false", "*", "`x`", "a\\q", "")).output())
        .isEqualTo("two words $HOME it's ; false * `x` a\\q \n"));
  }

  @Test
  public void failingProgramReportsItsStatusAndErrors() {
    withShell(shell -> {
      var result = shell.run(LIMIT, List.of("cat", "/nowhere/to/be/found"));
      assertThat(result.succeeded()).isFalse();
      assertThat(result.errors()).contains("/nowhere/to/be/found").contains("No such file");
    });
  }

  @Test
  public void unknownProgramEndsWithStatus127() {
    withShell(shell -> assertThat(shell.run(LIMIT, List.of("no-such-program")).status()).isEqualTo(127));
  }

  @Test
  public void programThatOutlastsItsLimitIsTimedOut() {
    withShell(shell -> assertThatThrownBy(() -> shell.run(Duration.ofMillis(100), List.of("sleep", "86400")))
        .isInstanceOf(AssayException.TimedOut.class)
        .hasMessageContaining("sleep 86400"));
  }

  @Test
  public void shellGoesOnAfterATimeOut() {
    withShell(shell -> {
      assertThatThrownBy(() -> shell.run(Duration.ofMillis(100), List.of("sleep", "86400"))).isInstanceOf(AssayException.TimedOut.class);
      assertThat(shell.run(LIMIT, List.of("echo", "still here")).output()).isEqualTo("still here\n");
    });
  }

  @Test
  public void writtenFileIsReadBackByteForByte() {
    var content = new byte[100_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    withShell(shell -> {
      var file = newFile();
      shell.write(file, content);
      assertThat(shell.read(file)).isEqualTo(content);
    });
  }

  @Test
  public void writingReplacesWhatWasLongerBefore() {
    withShell(shell -> {
      var file = newFile();
      shell.write(file, "a longer first content".getBytes(StandardCharsets.UTF_8));
      shell.write(file, "short".getBytes(StandardCharsets.UTF_8));
      assertThat(shell.read(file)).asString().isEqualTo("short");
    });
  }

  @Test
  public void writtenFileIsSeenByPrograms() {
    withShell(shell -> {
      var file = newFile();
      shell.write(file, "seen".getBytes(StandardCharsets.UTF_8));
      assertThat(shell.run(LIMIT, List.of("cat", file)).output()).isEqualTo("seen");
    });
  }

  @Test
  public void readingAMissingFileIsTheHostsAnswerNotTheLabsFailure() {
    withShell(shell -> assertThatThrownBy(() -> shell.read("/nowhere/to/be/found"))
        .isInstanceOf(AssayException.Product.class)
        .hasMessageContaining("/nowhere/to/be/found"));
  }
}
