package dev.assay.site.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Which build a page shows when nobody names one. */
public class NewestBuildTests {

  private TestingSite site;

  @BeforeClass
  void serve() {
    site = TestingSite.readByAll("6.5-90233", "6.5-90240", "6.5-90233");
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    site.close();
  }

  @Test
  public void runningAnOlderBuildAgainDoesNotMakeItTheNewest() {
    assertThat(page("")).contains("Readiness of 6.5-90240");
    assertThat(page("compare")).contains("6.5-90240 against 6.5-90233");
  }

  private String page(String path) {
    var answer = site.send(site.to(path));
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }
}
