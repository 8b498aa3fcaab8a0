package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.LabFile;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suites;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.testng.annotations.Test;

/** Who types a command of the manual finds the case that it names. */
public class DocumentedCasesTests {

  private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("assay.root")));
  private static final Pattern NAMED = Pattern.compile("--(?:case|subject) '?([a-z-]+/[^\\s'*]+)(?=['\\s])");

  @Test
  public void casesThatTheManualNamesExist() throws IOException {
    var lab = LabFile.read(ROOT.resolve("lab-inventory/labs/example.yaml"));
    var build = SuiteCommand.chosenBuild(lab, null);

    var named = named();

    assertThat(named).hasSizeGreaterThan(2);
    assertThat(named).allSatisfy(name -> {
      var suite = Suites.installed().named(name.split("/", 2)[0]);
      assertThat(Planner.plan(suite, build, Selection.only(name)).cases()).extracting(planned -> planned.id().value()).containsExactly(name);
    });
  }

  private static List<String> named() throws IOException {
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      var texts = Stream.concat(pages.filter(page -> page.toString().endsWith(".md")).sorted(), Stream.of(ROOT.resolve("README.md"))).map(DocumentedCasesTests::text);
      return texts.flatMap(text -> NAMED.matcher(text).results()).map(DocumentedCasesTests::name).distinct().toList();
    }
  }

  private static String name(MatchResult found) {
    return found.group(1);
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
