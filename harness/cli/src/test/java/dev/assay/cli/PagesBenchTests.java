package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.database.DatabaseSettings;
import dev.assay.database.TestingDatabase;
import java.nio.file.Path;
import org.testng.annotations.Test;

public class PagesBenchTests {

  /** So small, only that every page answers is seen here, not how fast; no clock is looked at. */
  @Test
  public void everyPageIsMeasuredAndTheFirstVisitIsSmall() {
    try (var database = TestingDatabase.create()) {
      var home = Path.of(System.getProperty("assay.root"));
      var data = Path.of("target/pages-bench").toAbsolutePath();
      var workspace = new Workspace(home, data, home.resolve("lab-inventory/labs/example.yaml"), new DatabaseSettings.Embedded(data.resolve("postgres")));
      var figures = PagesBench.measure(workspace, database, new PagesBench.Size(10, 12, 3, 30, 1_200, 20), 1);
      assertThat(figures).hasSize(17).allMatch(figure -> figure.median() > 0);
      assertThat(figures.getLast().ratio()).as("a first visit, over 150 KB").isLessThan(1);
    }
  }
}
