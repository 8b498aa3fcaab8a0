package dev.assay.inventory.blame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import dev.assay.inventory.blame.Suspicion.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.testng.annotations.Test;

class BlameTests {

  @Test
  void aHostWhereFailsWhatPassesElsewhereIsQuarantinedAndNoOther() {
    var judged = Blame.judge(trials(6, 3, trial -> trial.host().value().equals("h2") && number(trial) % 2 == 0), 1);
    assertThat(judged.getFirst().host()).isEqualTo(HostId.of("h2"));
    assertThat(judged.getFirst().advice()).isEqualTo(Advice.QUARANTINE);
    assertThat(judged.getFirst().why()).contains("cases failed here that passed elsewhere on the same build");
    assertThat(judged.subList(1, judged.size())).allMatch(other -> other.advice() == Advice.NONE);
  }

  @Test
  void aBadBuildBlamesNoHost() {
    assertThat(Blame.judge(trials(6, 3, trial -> trial.build().equals("b2") && number(trial) != 0), 6)).allMatch(host -> host.advice() == Advice.NONE);
  }

  @Test
  void aBadBuildThatOnlyOneHostTriedDoesNotBlameIt() {
    var trials = new ArrayList<>(trials(4, 2, _ -> false));
    for (int i = 0; i < 10; i++) {
      trials.add(new Trial(HostId.of("h1"), "case" + i, "new", true));
    }
    assertThat(Blame.judge(trials, 4)).allMatch(host -> host.advice() == Advice.NONE);
  }

  @Test
  void aFlakyCaseBlamesNoHost() {
    assertThat(Blame.judge(trials(6, 4, trial -> number(trial) == 3), 6)).allMatch(host -> host.advice() == Advice.NONE);
  }

  @Test
  void oneFailureRepeatedOftenIsOneFailure() {
    var trials = new ArrayList<>(trials(6, 1, _ -> false));
    for (int i = 0; i < 50; i++) {
      trials.add(new Trial(HostId.of("h1"), "case1", "b0", true));
    }
    assertThat(Blame.judge(trials, 6)).allMatch(host -> host.advice() == Advice.NONE);
  }

  @Test
  void theLabIsNeverEmptied() {
    var judged = Blame.judge(trials(16, 4, trial -> List.of("h1", "h2").contains(trial.host().value()) && number(trial) % 2 == 0), 1);
    assertThat(judged).filteredOn(host -> host.advice() == Advice.QUARANTINE).hasSize(1);
    assertThat(judged).filteredOn(host -> host.advice() == Advice.SUSPECT).singleElement().extracting(Suspicion::why).asString().contains("one cause that they share");
  }

  private static int number(Trial trial) {
    return Integer.parseInt(trial.testCase().substring(4));
  }

  private static List<Trial> trials(int hosts, int builds, Predicate<Trial> fails) {
    var trials = new ArrayList<Trial>();
    for (int host = 0; host < hosts; host++) {
      for (int build = 0; build < builds; build++) {
        for (int testCase = 0; testCase < 8; testCase++) {
          var trial = new Trial(HostId.of("h" + host), "case" + testCase, "b" + build, false);
          trials.add(new Trial(trial.host(), trial.testCase(), trial.build(), fails.test(trial)));
        }
      }
    }
    return trials;
  }
}
