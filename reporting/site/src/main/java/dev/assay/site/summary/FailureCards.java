package dev.assay.site.summary;

import dev.assay.store.CaseRecord;
import dev.assay.store.Findings.FailureGroup;
import dev.assay.store.Findings.HeldEvidence;
import dev.assay.store.Findings.Place;
import dev.assay.store.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills failure groups with the attempts they speak of, as the cases pass by. */
final class FailureCards {

  private static final int SHOWN = 20;

  /** Stacks of attempts that failed alike are alike: more of them would only make the page heavy. */
  private static final int STACKS = 3;

  private final List<FailureGroup> groups;
  private final Map<Place, Signature> signatures = new HashMap<>();
  private final Map<Place, List<HeldEvidence>> evidence = new HashMap<>();
  private final Map<Signature, List<FailureCard.FailedAttempt>> attempts = new HashMap<>();

  FailureCards(List<FailureGroup> groups, List<HeldEvidence> held) {
    this.groups = groups;
    for (var group : groups) {
      group.places().forEach(place -> signatures.put(place, group.signature()));
    }
    held.forEach(file -> evidence.computeIfAbsent(file.place(), _ -> new ArrayList<>()).add(file));
  }

  void take(CaseRecord record) {
    record.attempts().forEach(attempt -> take(record, attempt));
  }

  private void take(CaseRecord record, CaseRecord.AttemptRecord attempt) {
    var testCase = record.planned().id();
    var place = new Place(testCase, attempt.number());
    var signature = signatures.get(place);
    if (signature == null) {
      return;
    }
    var shown = attempts.computeIfAbsent(signature, _ -> new ArrayList<>());
    if (shown.size() < SHOWN) {
      var stack = shown.size() < STACKS ? attempt.stack() : "";
      attempt.outcome().ifPresent(outcome -> shown.add(new FailureCard.FailedAttempt(
          testCase, attempt.number(), attempt.hosts(), outcome, stack, evidence.getOrDefault(place, List.of()),
          CaseLine.isFlaky(record))));
    }
  }

  Map<Place, Signature> signatures() {
    return Map.copyOf(signatures);
  }

  List<FailureCard> cards() {
    return groups.stream()
        .map(group -> new FailureCard(group.signature(), group.known(), group.places().size(), attempts.getOrDefault(group.signature(), List.of())))
        .sorted(Comparator.comparing((FailureCard card) -> card.signature().verdict()).reversed().thenComparing(card -> !card.isNew()))
        .toList();
  }
}
