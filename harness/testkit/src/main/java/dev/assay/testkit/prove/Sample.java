package dev.assay.testkit.prove;

import dev.assay.core.time.Chance;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.TestBehaviour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What part of a large plan one seed tries. All seeds share one shuffled row of its cases, and each takes the next piece of it: seeds that follow
 * one another try every case equally often.
 *
 * @param cases how many each seed tries; 0 for all
 */
public record Sample(int cases) {

  public static final Sample WHOLE = new Sample(0);

  /** The row is the same for every seed. */
  private static final long SHUFFLE = 20141215;

  /** Return the plan with the cases of this seed alone, in its order. */
  public Plan of(Plan plan, long seed) {
    int all = plan.behaviours().size();
    if (cases == 0 || cases >= all) {
      return plan;
    }
    var row = shuffled(all);
    var chosen = new HashSet<Integer>();
    int first = (int) Math.floorMod(seed * cases, (long) all);
    IntStream.range(first, first + cases).forEach(next -> chosen.add(row.get(next % all)));
    List<TestBehaviour> mine = IntStream.range(0, all).filter(chosen::contains).mapToObj(plan.behaviours()::get).toList();
    return new Plan(plan.suite(), plan.build(), mine);
  }

  private static List<Integer> shuffled(int count) {
    var chance = Chance.seeded(SHUFFLE);
    var row = new ArrayList<Integer>(IntStream.range(0, count).boxed().toList());
    for (int last = count - 1; last > 0; last--) {
      Collections.swap(row, last, chance.below(last + 1));
    }
    return row;
  }
}
