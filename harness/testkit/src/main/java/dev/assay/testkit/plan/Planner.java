package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.CaseId;
import dev.assay.core.ProductVersion;
import dev.assay.core.Target;
import dev.assay.core.run.PlannedCase;
import dev.assay.inventory.need.Constraint;
import dev.assay.testkit.Area;
import dev.assay.testkit.Limit;
import dev.assay.testkit.Priority;
import dev.assay.testkit.Since;
import dev.assay.testkit.Variant;
import dev.assay.testkit.Where;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expands a suite to the cases that a build is tried with. */
public final class Planner {

  private static final int DEFAULT_PRIORITY = 3;

  private final Suite suite;
  private final Build build;
  private final Room room;

  private Planner(Suite suite, Build build, Room room) {
    this.suite = suite;
    this.build = build;
    this.room = room;
  }

  /**
   * Plan the selected cases of a suite for a build: the same arguments give the same plan, in the same order.
   *
   * @throws AssayException.Nothing when a pattern of the selection matches no case
   * @throws AssayException.Usage when a class of the suite cannot be planned, naming it
   */
  public static Plan plan(Suite suite, Build build, Selection selection) {
    return plan(suite, build, selection, Room.UNBOUNDED);
  }

  /** Plan them for a lab: pools that may be smaller are as large as it has room for, and what takes more pools than it has room for is skipped. */
  public static Plan plan(Suite suite, Build build, Selection selection, Room room) {
    return new Planner(suite.sized(suite.quantities().on(build.target())), build, room).plan(selection);
  }

  private Plan plan(Selection selection) {
    var all = suite.classes().stream().flatMap(type -> behavioursOf(type).stream()).toList();
    refuseDuplicates(all);
    selection.check(all.stream().map(behaviour -> behaviour.planned().id()).toList());
    var selected = all.stream().filter(behaviour -> selection.includes(behaviour.planned().id())).toList();
    return new Plan(suite, build, byShape(selected));
  }

  private List<TestBehaviour> behavioursOf(Class<?> type) {
    var constructor = TestConstructor.of(type);
    var methods = TestMethods.of(type);
    var behaviours = new ArrayList<TestBehaviour>();
    for (var variants : constructor.variants(suite.expansion())) {
      for (var method : methods) {
        behaviours.add(behaviour(method, variants, constructor.shape(suite, room).reaching(sharedStorage(variants))));
      }
    }
    return behaviours;
  }

  private TestBehaviour behaviour(Method method, List<Variant> variants, BenchShape shape) {
    var type = method.getDeclaringClass();
    var planned = new PlannedCase(
        id(method, variants),
        annotation(method, Area.class).map(Area::value).orElse(Names.ofClass(type)),
        annotation(method, Priority.class).map(Priority::value).orElse(DEFAULT_PRIORITY),
        shape.need().where(where(type)),
        annotation(method, Limit.class).map(limit -> Duration.ofMinutes(limit.minutes())).orElse(suite.limit()),
        type.getName() + "#" + method.getName());
    return new TestBehaviour(planned, method, variants, shape,
        Lacking.of(build, shape, method).or(() -> tooOld(method)).or(() -> unfit(variants)).or(() -> room.lacking(shape)));
  }

  private static List<String> sharedStorage(List<Variant> variants) {
    return variants.stream().flatMap(variant -> variant.sharedStorage().stream()).toList();
  }

  private Optional<String> unfit(List<Variant> variants) {
    return variants.stream().flatMap(variant -> variant.unfitFor(build).stream()).findFirst();
  }

  /** Read what the class asks of each host beyond its bench's shape; a mistake in it shows when the suite is planned. */
  public static String where(Class<?> type) {
    return Optional.ofNullable(type.getAnnotation(Where.class)).map(Where::value).map(text -> Constraint.parse(text).toString()).orElse("");
  }

  private CaseId id(Method method, List<Variant> variants) {
    var name = suite.name() + "/" + Names.ofClass(method.getDeclaringClass()) + "/" + Names.hyphenated(method.getName());
    var labels = variants.stream().map(Variant::label).collect(Collectors.joining(","));
    return CaseId.of(labels.isEmpty() ? name : name + "[" + labels + "]");
  }

  private Optional<String> tooOld(Method method) {
    return annotation(method, Since.class)
        .filter(_ -> build.target() == Target.XAPI)
        .filter(since -> build.version().compareTo(ProductVersion.parse(since.value())) < 0)
        .map(since -> "needs " + since.value() + " or later; " + build.id() + " is " + build.version());
  }

  private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> kind) {
    return Optional.ofNullable(method.getAnnotation(kind))
        .or(() -> Optional.ofNullable(method.getDeclaringClass().getAnnotation(kind)));
  }

  private static List<TestBehaviour> byShape(List<TestBehaviour> behaviours) {
    return behaviours.stream()
        .collect(Collectors.groupingBy(TestBehaviour::shape, LinkedHashMap::new, Collectors.toList()))
        .values().stream()
        .flatMap(List::stream)
        .toList();
  }

  private void refuseDuplicates(List<TestBehaviour> behaviours) {
    behaviours.stream()
        .collect(Collectors.groupingBy(behaviour -> behaviour.planned().id(), LinkedHashMap::new, Collectors.counting()))
        .forEach((id, count) -> {
          if (count > 1) {
            throw new AssayException.Usage("planning suite " + suite.name() + ": " + count + " cases are named " + id);
          }
        });
  }
}
