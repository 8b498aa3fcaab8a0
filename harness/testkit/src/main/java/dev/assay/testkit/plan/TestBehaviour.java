package dev.assay.testkit.plan;

import dev.assay.core.run.PlannedCase;
import dev.assay.testkit.Variant;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * One behaviour of a plan: the case as it is recorded, and the code that is the case.
 *
 * @param variants the values for those constructor parameters that vary, in the constructor's order
 * @param shape the bench it works on
 * @param skip why it will not be run on this build; absent when it will
 */
public record TestBehaviour(PlannedCase planned, Method method, List<Variant> variants, BenchShape shape, Optional<String> skip) {

  public TestBehaviour {
    variants = List.copyOf(variants);
  }

  public Class<?> testClass() {
    return method.getDeclaringClass();
  }

  TestBehaviour within(int hosts, String lab) {
    int needed = planned.need().hosts();
    if (needed <= hosts || skip.isPresent()) {
      return this;
    }
    return new TestBehaviour(planned, method, variants, shape, Optional.of("needs " + needed + " hosts; lab " + lab + " has " + hosts));
  }
}
