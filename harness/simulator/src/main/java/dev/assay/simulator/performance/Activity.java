package dev.assay.simulator.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One operation under way: its steps one after another, and how to take back what the present ones asked for. */
final class Activity implements HostResources.Pending {

  /** Something that takes its time and then goes on with what is next. */
  interface Step {
    void start(Activity activity, Runnable next);
  }

  private final Consumer<Activity> whenOver;
  private final Runnable whenDone;
  private final List<Runnable> undo = new ArrayList<>();
  private boolean over;

  Activity(Consumer<Activity> whenOver, Runnable whenDone) {
    this.whenOver = whenOver;
    this.whenDone = whenDone;
  }

  void start(Step step) {
    step.start(this, () -> {
      if (!over) {
        over = true;
        undoAll();
        whenOver.accept(this);
        whenDone.run();
      }
    });
  }

  @Override
  public void stop() {
    if (!over) {
      over = true;
      undoAll();
      whenOver.accept(this);
    }
  }

  boolean isOver() {
    return over;
  }

  /** Remember how to take back what was asked for; what is finished must take this as well. */
  void onEnd(Runnable action) {
    undo.add(action);
  }

  private void undoAll() {
    undo.reversed().forEach(Runnable::run);
    undo.clear();
  }

  static Step sequence(List<Step> steps) {
    return (activity, next) -> step(steps, 0, activity, next);
  }

  private static void step(List<Step> steps, int index, Activity activity, Runnable next) {
    if (activity.isOver()) {
      return;
    }
    if (index == steps.size()) {
      next.run();
    } else {
      steps.get(index).start(activity, () -> step(steps, index + 1, activity, next));
    }
  }

  static Step sideBySide(List<Step> steps) {
    return (activity, next) -> {
      if (steps.isEmpty()) {
        next.run();
        return;
      }
      var left = new int[] {steps.size()};
      for (var step : steps) {
        step.start(activity, () -> {
          if (--left[0] == 0) {
            next.run();
          }
        });
      }
    };
  }
}
