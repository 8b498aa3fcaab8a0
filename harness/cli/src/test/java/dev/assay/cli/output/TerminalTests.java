package dev.assay.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

final class TerminalTests {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeMethod void emptyTheStreams() {
    out.reset();
    err.reset();
  }

  private Terminal terminal(String terminals) {
    return new Terminal(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8), terminals, false);
  }

  private String progress() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test void statusIsNeverWrappedBecauseNothingClearsTheRestOfIt() {
    terminal("in,out,err,").status("x".repeat(300));
    assertThat(progress()).startsWith("\033[?7l").endsWith("\033[?7h");
  }

  @Test void lineOfProgressReplacesTheStatusAndTheStatusFollowsIt() {
    var terminal = terminal("err,");
    terminal.status("1/2");
    err.reset();
    terminal.progress("PASS first");
    assertThat(progress()).isEqualTo("\r\033[KPASS first" + System.lineSeparator() + "\033[?7l1/2\033[?7h");
  }

  @Test void emptyStatusLeavesNothingBehind() {
    var terminal = terminal("err,");
    terminal.status("1/2");
    err.reset();
    terminal.status("");
    assertThat(progress()).isEqualTo("\r\033[K");
  }

  @Test void statusIsNotDrawnWhereThereIsNoTerminal() {
    terminal("").status("1/2");
    assertThat(progress()).isEmpty();
  }

  @Test void controlCharactersOfProgressAreShown() {
    terminal("").progress("reserve\033]0;owned\007\nnext");
    assertThat(progress()).isEqualTo("reserve\\x1b]0;owned\\x07" + System.lineSeparator() + "next" + System.lineSeparator());
  }
}
