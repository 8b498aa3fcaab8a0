package dev.assay.testkit.plan;

import dev.assay.core.Build;
import dev.assay.core.Capability;
import dev.assay.testkit.Needs;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a behaviour is not tried on a kind of host: it needs what those hosts have not. */
final class Lacking {

  private Lacking() {}

  /** Say what is lacking; what a bench implies (a pool of several, shared storage) need not be said by its class. */
  static Optional<String> of(Build build, BenchShape shape, Method method) {
    var lacks = build.target().lacks();
    return needs(shape, method).stream().filter(lacks::contains).findFirst()
        .map(capability -> "needs " + capability.label() + " (" + capability.meaning() + "), which " + build.target().description() + " has not");
  }

  private static List<Capability> needs(BenchShape shape, Method method) {
    var needs = new ArrayList<Capability>();
    if (shape.pooled() > 1) {
      needs.add(Capability.POOLS);
    }
    if (!shape.storage().isEmpty()) {
      needs.add(Capability.SHARED_STORAGE);
    }
    Stream.of(method.getDeclaringClass(), method).flatMap(Lacking::said).forEach(needs::add);
    return needs;
  }

  private static Stream<Capability> said(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(Needs.class)).stream().flatMap(needs -> Arrays.stream(needs.value()));
  }
}
