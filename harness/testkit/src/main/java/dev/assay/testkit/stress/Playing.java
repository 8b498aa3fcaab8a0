package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.core.time.Time;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PowerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays rounds on a stage, and looks around after each. Nothing is judged here: how each step ended is written down. */
final class Playing {

  /** From the reference procedure: a run that was rolled back so often is over. */
  private static final int MOST_ROLLBACKS = 10;

  private final Stage stage;
  private final Rounds rounds;
  private final Observing observing;
  private final List<Round> played = new ArrayList<>();
  private int rollbacks;

  Playing(Stage stage, Rounds rounds) {
    this.stage = stage;
    this.rounds = rounds.checked();
    this.observing = new Observing(stage);
  }

  /** Play the rounds, and return them. */
  List<Round> run() {
    for (var round = rounds.next(stage); round.isPresent() && rollbacks <= MOST_ROLLBACKS; round = rounds.next(stage)) {
      played.add(round.get());
      play(round.get(), played.size());
    }
    return List.copyOf(played);
  }

  /** Look at every guest, and at what runs where, for the last time. */
  void end() {
    stage.guests().forEach(this::bringUp);
    observing.lists();
  }

  private void play(Round round, int number) {
    stage.note("round", "round-" + number, "steps", round.text());
    boolean struck = round.steps().stream().anyMatch(Step.Strike.class::isInstance);
    if (round.steps().size() == 1) {
      take(round.steps().getFirst(), number, struck, false);
    } else {
      var forks = new ArrayList<Time.Fork<Boolean>>();
      for (var step : round.steps()) {
        forks.add(stage.time().fork(step.text(), () -> {
          take(step, number, struck, true);
          return true;
        }));
      }
      forks.forEach(Time.Fork::join);
    }
    heal(round);
    observing.lists();
    stage.guests().stream().filter(guest -> struck || isAbout(round, guest)).forEach(observing::guest);
  }

  private static boolean isAbout(Round round, Guest guest) {
    return round.steps().stream().anyMatch(step -> step.subject().equals(guest.name()));
  }

  private void take(Step step, int round, boolean struck, boolean crowded) {
    switch (step) {
      case Step.Strike strike -> {
        stage.note("strike", strike.subject(), "fault", strike.fault().name(), "kills-guests", String.valueOf(strike.fault().killsGuests()));
        strike.fault().strike(stage.host(strike.host()));
      }
      case Step.Operate operate -> operate(operate, round, struck, crowded);
    }
  }

  private void heal(Round round) {
    for (var step : round.steps()) {
      if (step instanceof Step.Strike(var fault, int host)) {
        var start = stage.time().now();
        fault.heal(stage.host(host));
        stage.note("healed", step.subject(), "fault", fault.name(), "took", stage.time().since(start).toString());
      }
    }
  }

  private void operate(Step.Operate step, int round, boolean struck, boolean crowded) {
    var start = stage.time().now();
    String ended;
    try {
      ended = attempt(step, round);
    } catch (StaleLeaseException e) {
      throw e;
    } catch (XapiException e) {
      ended = step.refused() ? "refused: " + e.code()
          : crowded && e.code().equals("OTHER_OPERATION_IN_PROGRESS") ? "busy" : lostOr("failed", struck) + ": " + e.getMessage();
    } catch (AssayException.Product | AssayException.TimedOut e) {
      ended = lostOr("failed", struck) + ": " + e.getMessage();
    } catch (AssayException.Lab e) {
      if (!struck) {
        throw e;
      }
      ended = "lost: " + e.getMessage();
    }
    stage.note("step", step.subject(), "step", step.text(), "word", step.word().text(), "round", Integer.toString(round),
        "ended", ended.lines().findFirst().orElse(""), "took", stage.time().since(start).toString());
    if (ended.startsWith("failed")) {
      rollBack(stage.guest(step.guest()));
    }
  }

  private static String lostOr(String otherwise, boolean struck) {
    return struck ? "lost" : otherwise;
  }

  private String attempt(Step.Operate step, int round) {
    var guest = stage.guest(step.guest());
    boolean allowed = Conditions.allowed(step.word(), guest.vm().allowedOperations());
    if (!Conditions.possible(step.word(), guest) || allowed == step.refused()) {
      return "skipped";
    }
    var operating = new Operating(stage, guest, step, "r" + round + "-" + guest.name());
    if (step.refused()) {
      operating.tryRefused();
      return "done though refused";
    }
    operating.run();
    return "done";
  }

  /** Bring a guest that an operation failed on back to the state that was kept last, so that others can go on. */
  private void rollBack(Guest guest) {
    rollbacks++;
    try {
      var vm = guest.vm();
      if (vm.powerState() != PowerState.HALTED) {
        vm.powerOff();
      }
      guest.lastKept().ifPresent(kept -> {
        kept.snapshot().revert();
        stage.note("reverted", guest.name(), "state", kept.name());
      });
      stage.note("rolled-back", guest.name(), "count", Integer.toString(rollbacks));
    } catch (StaleLeaseException e) {
      throw e;
    } catch (AssayException.Product | AssayException.TimedOut e) {
      stage.note("rollback-failed", guest.name(), "why", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /** What is on the disk shows only to a guest that does not remember. */
  private void restart(Guest guest) {
    guest.vm().powerOff();
    guest.vm().start();
    stage.note("step", guest.name(), "step", "power-off " + guest.name(), "word", "power-off", "round", "end", "ended", "done");
  }

  /** Have every guest answer once more at the end: what was acknowledged must be there. */
  private void bringUp(Guest guest) {
    try {
      var vm = guest.vm();
      switch (vm.powerState()) {
        case HALTED -> vm.start();
        case SUSPENDED -> vm.resume();
        case PAUSED -> vm.unpause();
        case RUNNING, UNRECOGNIZED -> restart(guest);
      }
      vm.awaitLogin(Duration.ofMinutes(15));
      observing.guest(guest);
    } catch (StaleLeaseException e) {
      throw e;
    } catch (AssayException.Product | AssayException.TimedOut e) {
      stage.note("step", guest.name(), "step", "bring up at the end", "word", "start", "round", "end",
          "ended", "failed: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }
}
