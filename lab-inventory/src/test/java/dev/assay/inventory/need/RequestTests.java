package dev.assay.inventory.need;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.Need;
import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class RequestTests {

  private static final Facts HOST = new Facts()
      .with(Attribute.HOST, "ams-h01").with(Attribute.CLASS, "perf-a").with(Attribute.RACK, "r1").with(Attribute.VENDOR, "intel")
      .with(Attribute.MEMORY, Bytes.gib(256).count()).with(Attribute.CPUS, 48)
      .with(Attribute.STORAGE, List.of("nfs", "ams-nfs1")).with(Attribute.LABEL, List.of("ssd"));

  @DataProvider
  Object[][] constraints() {
    return new Object[][] {
      {"memory >= 256GiB and cpus >= 32 and storage has nfs and class == 'perf-a' and not label 'flaky-nic'", true},
      {"memory > 256GiB", false},
      {"memory >= 512GiB or cpus == 48", true},
      {"memory >= 512GiB and cpus == 48 or label ssd", true},
      {"memory >= 512GiB and (cpus == 48 or label ssd)", false},
      {"class in ('perf-b', 'perf-a')", true},
      {"class not in ('perf-b', 'perf-a')", false},
      {"host like 'ams-*' and host != 'ams-h02'", true},
      {"not (vendor == amd or storage has 'ams-nfs2')", true},
      {"", true}};
  }

  @Test(dataProvider = "constraints")
  void aConstraintHoldsOrNotAndReadsBackAsItself(String text, boolean holds) {
    var constraint = Constraint.parse(text);
    assertThat(constraint.test(HOST)).isEqualTo(holds);
    assertThat(Constraint.parse(constraint.toString())).isEqualTo(constraint);
  }

  @DataProvider
  Object[][] mistakes() {
    return new Object[][] {
      {"memroy >= 256GiB", 1, "unknown attribute 'memroy'; did you mean 'memory'?"},
      {"memory >= 256GB", 11, "'256GB' is not an amount such as 256GiB"},
      {"cpus >= 32 and", 15, "the text ends, expected an attribute"},
      {"cpus has 3", 6, "found 'has', expected a comparison"},
      {"class >= 'a'", 7, "class is text"},
      {"class == 'perf-a", 10, "a quote that is not closed"},
      {"class == 'perf-a' cpus >= 3", 19, "expected 'and', 'or', or the end"},
      {"vendor == 'intle'", 11, "did you mean 'intel'?"},
      {"cpus >= 3 § 4", 11, "a character that has no meaning here"},
      {"(cpus >= 3", 11, "expected ')'"}};
  }

  @Test(dataProvider = "mistakes")
  void aMistakeIsShownWhereItIs(String text, int column, String problem) {
    assertThatThrownBy(() -> Constraint.parse(text)).isInstanceOf(AssayException.Usage.class)
        .hasMessageStartingWith("reading a constraint, column " + column + ": ").hasMessageContaining(problem)
        .hasMessageContaining("\n  " + text + "\n  " + " ".repeat(column - 1) + "^");
  }

  @Test
  void namesThatTheLabDoesNotHaveAreMistakesButLabelsAreNot() {
    var vocabulary = Vocabulary.of(List.of(HOST));
    assertThatThrownBy(() -> Constraint.parse("class == 'perf-b'", vocabulary)).hasMessageContaining("no host here has class 'perf-b'; did you mean 'perf-a'?");
    assertThat(Constraint.parse("not label 'flaky-nic'", vocabulary).test(HOST)).isTrue();
  }

  @DataProvider
  Object[][] requests() {
    return new Object[][] {
      {"1 host"},
      {"4 hosts, same class, spread rack, where memory >= 256GiB, with nfs"},
      {"pool of 3, with exclusive iscsi, with 8 ipv4, with vlan 'ams-vlans'"},
      {"2 hosts, where class == 'perf-a' or label 'gpu'; pool of 2, not on h1 h2, prefer h3, explore"}};
  }

  @Test(dataProvider = "requests")
  void aRequestReadsBackAsItself(String text) {
    var request = Request.parse(text);
    assertThat(request).hasToString(text);
    assertThat(Request.parse(request.toString())).isEqualTo(request);
  }

  @Test
  void aRequestsMistakeIsShownWhereItIs() {
    assertThatThrownBy(() -> Request.parse("2 hosts, wiht nfs")).hasMessageContaining("column 10: unknown clause 'wiht'; did you mean 'with'?");
    assertThatThrownBy(() -> Request.parse("2 hosts, with nsf")).hasMessageContaining("did you mean 'nfs'?");
    assertThatThrownBy(() -> Request.parse("0 hosts")).hasMessageContaining("from 1 to");
    assertThatThrownBy(() -> Request.parse("2 hosts, same memory")).hasMessageContaining("not by 'memory'");
  }

  @Test
  void whatBenchesNeedIsARequestThatReadsBack() {
    var need = new Need(2, Bytes.gib(16), 4, List.of("iscsi", "nfs"), true, "std", "dundee").where("label 'a' or label 'b'").times(2);
    var request = Request.of(need);
    assertThat(request).hasToString("pool of 4, where memory >= 16GiB and cpus >= 4 and class == 'std' and generation has 'dundee'"
        + " and (label 'a' or label 'b'), with 2 iscsi, with nfs");
    assertThat(Request.parse(request.toString())).isEqualTo(request);
  }
}
