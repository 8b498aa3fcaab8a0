package dev.assay.judge.triage;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * All that is known when failures are sorted.
 *
 * @param template the number of a signature's template, if it has one
 * @param alike the live links of signatures with the same template and the same place in the test
 */
record Knowledge(List<Link> links, List<Rule> rules, LongFunction<List<Link>> alike, List<String> muted) {

  Optional<Link> of(long signature, String testCase, boolean byPeople) {
    var own = links.stream().filter(link -> link.signature() == signature && (link.how() == Link.How.HUMAN) == byPeople).toList();
    return own.stream().filter(link -> link.testCase().filter(testCase::equals).isPresent()).findFirst()
        .or(() -> own.stream().filter(link -> link.testCase().isEmpty()).findFirst());
  }
}
