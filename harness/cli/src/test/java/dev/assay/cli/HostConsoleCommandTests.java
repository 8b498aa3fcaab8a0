package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

public class HostConsoleCommandTests {

  @Test
  public void onlyWhatWasPrintedSinceIsNew() {
    assertThat(HostConsoleCommand.newIn("one\ntwo\n", "one\ntwo\nthree\n")).isEqualTo("three\n");
    assertThat(HostConsoleCommand.newIn("one\ntwo\n", "one\ntwo\n")).isEmpty();
    assertThat(HostConsoleCommand.newIn("", "one\n")).isEqualTo("one\n");
  }

  @Test
  public void thePlaceIsFoundWhenTheBeginningWasDropped() {
    var seen = "x".repeat(1000) + "end of what was seen\n";
    assertThat(HostConsoleCommand.newIn(seen, seen.substring(500) + "more\n")).isEqualTo("more\n");
  }

  @Test
  public void allIsNewAfterARestart() {
    assertThat(HostConsoleCommand.newIn("of the first boot\n", "of the second\n")).isEqualTo("of the second\n");
  }
}
