package dev.assay.testkit.stress;

/** Holds rounds to their contract. */
final class CheckedRounds {

  private CheckedRounds() {}

  static Round check(Round round, Stage stage) {
    if (round.steps().isEmpty()) {
      throw new IllegalStateException("choosing a round: it has no step");
    }
    if (round.steps().stream().map(Step::subject).distinct().count() < round.steps().size()) {
      throw new IllegalStateException("choosing a round: somebody is in it twice: " + round.text());
    }
    for (var step : round.steps()) {
      switch (step) {
        case Step.Operate operate -> require(operate.guest() <= stage.guests().size() && operate.host() <= stage.hosts().size(), step);
        case Step.Strike strike -> require(strike.host() <= stage.hosts().size(), step);
      }
    }
    return round;
  }

  private static void require(boolean holds, Step step) {
    if (!holds) {
      throw new IllegalStateException("choosing a round: " + step.text() + " is about somebody who is not there");
    }
  }
}
