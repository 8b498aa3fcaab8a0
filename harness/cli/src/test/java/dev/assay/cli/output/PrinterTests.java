package dev.assay.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

public class PrinterTests {

  private final Rows hosts = new Rows("host", "last good install", "labels", "leased")
      .add("ams-h01", "8.4.0-2231", List.of("gpu", "odd, one"), true)
      .add("ams-h02", "say \"hi\"", List.of(), false);

  @Test
  public void aTableIsAlignedUnderItsHeader() {
    assertThat(printed(Format.table)).isEqualTo("""
        HOST     LAST GOOD INSTALL  LABELS        LEASED
        ams-h01  8.4.0-2231         gpu,odd, one  yes
        ams-h02  say "hi"                         no
        """);
  }

  @Test
  public void jsonNamesColumnsInCamelCaseAndKeepsTypes() {
    var rows = JsonMapper.builder().build().readTree(printed(Format.json));
    assertThat(rows.get(0).get("lastGoodInstall").asString()).isEqualTo("8.4.0-2231");
    assertThat(rows.get(0).get("labels").isArray()).isTrue();
    assertThat(rows.get(1).get("leased").isBoolean()).isTrue();
  }

  @Test
  public void jsonLinesHoldOneRowEach() {
    assertThat(printed(Format.jsonl).lines()).hasSize(2).allMatch(line -> line.startsWith("{\"host\":"));
  }

  @Test
  public void csvQuotesWhatNeedsIt() {
    assertThat(printed(Format.csv)).isEqualTo("host,lastGoodInstall,labels,leased\r\nams-h01,8.4.0-2231,\"gpu odd, one\",true\r\nams-h02,\"say \"\"hi\"\"\",,false\r\n");
  }

  @Test
  public void controlCharactersFromOutsideAreShownAndNotObeyed() {
    assertThat(printed(new Rows("log").add("a\033[2Jb\rc"), Format.table)).contains("a\\x1b[2Jb\\x0dc").doesNotContain("\033");
  }

  @Test
  public void aRowOfAnotherWidthIsRefused() {
    assertThatThrownBy(() -> new Rows("a", "b").add("only one")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void colourIsOnlyForTerminals() {
    var bytes = new ByteArrayOutputStream();
    var stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertThat(new Terminal(stream, stream, "out,err,", true).paint("FAIL")).isEqualTo("\033[31mFAIL\033[0m");
    assertThat(new Terminal(stream, stream, "out,err,", false).paint("FAIL")).isEqualTo("FAIL");
    assertThat(new Terminal(stream, stream, "err,", true).paint("FAIL")).isEqualTo("FAIL");
  }

  private String printed(Format format) {
    return printed(hosts, format);
  }

  private static String printed(Rows rows, Format format) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Printer.print(Answer.of(rows), format, Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8)));
    assertThat(err.size()).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
