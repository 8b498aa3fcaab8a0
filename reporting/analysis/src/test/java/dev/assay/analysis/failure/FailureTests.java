package dev.assay.analysis.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

public class FailureTests {

  @Test
  public void messagesThatDifferInAWordShareATemplateThatWidens() {
    var tree = new TemplateTree();

    int first = tree.add("waiting for vm alpha to answer SSH: still booting");
    int second = tree.add("waiting for vm beta to answer SSH: still booting");

    assertThat(second).isEqualTo(first);
    assertThat(tree.get(first).text()).isEqualTo("waiting for vm <*> to answer SSH: still booting");
  }

  @Test
  public void messagesThatShareTooLittleOrAreOfAnotherLengthAreApart() {
    var tree = new TemplateTree();
    int first = tree.add("disk xvdb holds old data");

    assertThat(tree.add("disk xvdc lost new blocks")).isNotEqualTo(first);
    assertThat(tree.add("disk xvdb holds old data again")).isNotEqualTo(first);
  }

  @Test
  public void templatesFoundEarlierAreTakenUp() {
    var tree = new TemplateTree();
    var old = new TemplateTree();
    old.add("vm one is lost now");
    int taken = tree.restore(old.get(0));

    assertThat(tree.add("vm two is lost now")).isEqualTo(taken);
  }

  @Test
  public void everyLineThatTellsOfAnErrorIsOneToBeExplained() {
    var lines = ErrorLines.of("""
        [data of vm a]
        expected: "old"
        SR_BACKEND_FAILURE_47 on host h1
        note: my_variable was fine
        kernel panic: not syncing
        """);

    assertThat(lines).containsExactly("[data of vm a]", "SR_BACKEND_FAILURE_47 on host h1", "kernel panic: not syncing");
  }

  @Test
  public void emptyMessageHasNoLines() {
    assertThat(ErrorLines.of(" \n ")).isEmpty();
  }
}
