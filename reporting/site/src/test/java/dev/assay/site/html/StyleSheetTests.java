package dev.assay.site.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class StyleSheetTests {

  private static final Pattern VARIABLE = Pattern.compile("--([a-z-]+): (#[0-9a-f]{3,6});");

  /** The blocks of the style sheet that define colours, in their order. */
  @DataProvider
  Object[][] schemes() throws IOException {
    try (var in = HtmlReport.class.getResourceAsStream("report.css")) {
      var css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var blocks = Pattern.compile(":root \\{(.*?)\\}", Pattern.DOTALL).matcher(css).results().map(found -> colours(found.group(1))).toList();
      assertThat(blocks).hasSize(3);
      return new Object[][] {{"light", blocks.get(0)}, {"dark", blocks.get(1)}, {"print", blocks.get(2)}};
    }
  }

  private static Map<String, String> colours(String block) {
    var colours = new HashMap<String, String>();
    VARIABLE.matcher(block).results().forEach(found -> colours.put(found.group(1), found.group(2)));
    return colours;
  }

  @Test(dataProvider = "schemes")
  public void everyTextStandsOutFromWhatItIsWrittenOn(String scheme, Map<String, String> colours) {
    for (var text : List.of("text", "muted", "pass", "fail", "inconclusive", "skipped")) {
      for (var ground : List.of("page", "panel", "sunk")) {
        assertContrast(scheme, colours, text, ground);
      }
    }
    for (var verdict : List.of("pass", "fail", "inconclusive", "skipped")) {
      assertContrast(scheme, colours, verdict, verdict + "-soft");
    }
  }

  /** The least contrast for text by the Web Content Accessibility Guidelines 2.2, criterion 1.4.3. */
  private static void assertContrast(String scheme, Map<String, String> colours, String text, String ground) {
    double a = luminance(colours.get(text));
    double b = luminance(colours.get(ground));
    assertThat((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).as(text + " on " + ground + " in the " + scheme + " scheme").isGreaterThanOrEqualTo(4.5);
  }

  private static double luminance(String colour) {
    var digits = colour.length() == 4 ? colour.substring(1).replaceAll("(.)", "$1$1") : colour.substring(1);
    int rgb = Integer.parseInt(digits, 16);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
