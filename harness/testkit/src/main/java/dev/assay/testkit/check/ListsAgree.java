package dev.assay.testkit.check;

import static dev.assay.testkit.check.StressEvents.is;
import static dev.assay.testkit.check.StressEvents.words;

import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hypervisor of each host runs the guests that the product says run there, and no others. */
record ListsAgree() implements Checker {

  @Override
  public String name() {
    return "product-and-hypervisor-agree";
  }

  @Override
  public List<Finding> check(List<HistoryEvent> events) {
    var findings = new ArrayList<Finding>();
    Optional<HistoryEvent> product = Optional.empty();
    for (var event : events) {
      if (is(event, "saw.product")) {
        product = Optional.of(event);
      }
      if (is(event, "saw.hypervisor")) {
        var expected = product.map(said -> livingOn(said, event.subject())).orElse(List.of());
        var seen = words(event, "domains");
        if (!expected.equals(seen)) {
          findings.add(new Finding("the product says that " + expected + " run on " + event.subject() + ", its hypervisor has " + seen, event));
        }
      }
    }
    return findings;
  }

  private static List<String> livingOn(HistoryEvent said, String host) {
    return said.details().entrySet().stream()
        .filter(entry -> List.of("Running " + host, "Paused " + host).contains(entry.getValue()))
        .map(java.util.Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
