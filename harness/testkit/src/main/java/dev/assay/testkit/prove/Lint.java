package dev.assay.testkit.prove;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.inventory.Lab;
import dev.assay.testkit.Area;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Room;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suite;
import dev.assay.testkit.plan.Suites;
import dev.assay.testkit.plan.TestBehaviour;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Looks through all suites for cases that nobody owns, that no lab can hold, or that no suite runs. */
public record Lint(Suites suites, Lab lab, Build build) {

  /**
   * What one suite comes to.
   *
   * @param wrong what is wrong with it, a line each
   */
  public record Report(Suite suite, int classes, int cases, List<String> wrong) {}

  /** Look through each suite; test classes in no suite are reported with the suite that lives beside them. */
  public List<Report> run() {
    return suites.all().stream().map(this::report).toList();
  }

  private Report report(Suite suite) {
    var wrong = new ArrayList<String>();
    int cases = 0;
    try {
      var plan = Planner.plan(suite, build, Selection.ALL, Room.of(lab, build));
      cases = plan.cases().size();
      plan.behaviours().forEach(behaviour -> look(behaviour, wrong));
    } catch (AssayException.Usage e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
    wrong.addAll(forgotten(suite));
    return new Report(suite, suite.classes().size(), cases, wrong.stream().distinct().toList());
  }

  private void look(TestBehaviour behaviour, List<String> wrong) {
    var id = behaviour.planned().id();
    if (!behaviour.method().isAnnotationPresent(Area.class) && !behaviour.testClass().isAnnotationPresent(Area.class)) {
      wrong.add(behaviour.testClass().getSimpleName() + " has no @Area: nobody owns " + id.value());
    }
    if (behaviour.planned().priority() < 1 || behaviour.planned().priority() > 5) {
      wrong.add(id + " has priority " + behaviour.planned().priority() + ", which is not from 1 to 5");
    }
    if (!behaviour.planned().need().equals(behaviour.shape().need().where(Planner.where(behaviour.testClass())))) {
      wrong.add(id + " has a need that does not follow from its bench and its @Where");
    }
    if (behaviour.skip().isEmpty()) {
      try {
        new HostChoice(lab).of(behaviour.planned().need().running(build.generation()));
      } catch (AssayException.Capacity e) {
        wrong.add(id + ": " + e.getMessage());
      }
    }
  }

  /** Find test classes beside the suite's own that are in no suite at all. */
  private List<String> forgotten(Suite suite) {
    var planned = new LinkedHashSet<Class<?>>();
    suites.all().forEach(other -> planned.addAll(other.classes()));
    return suite.classes().stream().map(type -> new Neighbours(type).testClasses()).flatMap(List::stream).distinct()
        .filter(type -> !planned.contains(type))
        .map(type -> type.getName() + " has cases and is in no suite")
        .toList();
  }
}
