package dev.assay.testkit.workload;

import dev.assay.testkit.Kpis;
import dev.assay.testkit.Pool;
import java.time.Instant;
import java.util.List;

/** Something that goes on at a pool for a while. What is wrong and what is slow are told apart: checks and measurements. */
public interface Workload {

  /** Do nothing. */
  Workload NONE = new Nothing();

  String name();

  /** Make what it needs; called once, first. */
  default void setUp(Pool pool) {}

  /** Go on until this instant of the lab's time, and return soon after it. */
  void run(Pool pool, Instant until);

  /** Say what went wrong, a line each; called once, after it ran. */
  List<String> check(Pool pool);

  /** Tell what it measured. */
  default void measure(Kpis kpis) {}

  /** Run several side by side, as one. */
  static Workload together(Workload... workloads) {
    return new Together(List.of(workloads));
  }

  /** Check that it is called in order, and that it goes on as long as it shall. */
  default Workload checked() {
    return new CheckedWorkload(this);
  }

  /** The workload that is none. */
  record Nothing() implements Workload {
    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public void run(Pool pool, Instant until) {
      // There is nothing to go on with.
    }

    @Override
    public List<String> check(Pool pool) {
      return List.of();
    }
  }
}
