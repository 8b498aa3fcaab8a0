package dev.assay.site.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SafeNameTests {

  @Test
  public void aPlainNameStaysAsItIs() {
    assertThat(SafeName.of("xensource.log")).isEqualTo("xensource.log");
  }

  @DataProvider
  Object[][] hostile() {
    return new Object[][] {{"../../etc/passwd"}, {"/"}, {".."}, {"."}, {""}, {".hidden"}, {"a\\b"}, {"x".repeat(300)}, {"<script>"}, {"-rf"}, {"nul\0l"}, {"\u00e9"}, {"end."}};
  }

  @Test(dataProvider = "hostile")
  public void noNameLeavesItsFolder(String name) {
    var safe = SafeName.of(name);
    assertThat(safe).matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,100}").doesNotEndWith(".");
    assertThat(Path.of("folder").resolve(safe).normalize().getParent()).isEqualTo(Path.of("folder"));
  }

  @Test
  public void namesThatDifferStayApart() {
    assertThat(SafeName.of("a/b")).isNotEqualTo(SafeName.of("a.b")).isNotEqualTo(SafeName.of("a b"));
  }

  @Test
  public void aChangedNameKeepsItsExtension() {
    assertThat(SafeName.of("status report.tar.gz")).startsWith("status_report.tar.gz-").endsWith(".gz");
  }
}
