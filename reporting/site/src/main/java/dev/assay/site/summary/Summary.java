package dev.assay.site.summary;

import dev.assay.store.Findings.Place;
import dev.assay.store.RunRecord;
import dev.assay.store.Signature;
import java.util.List;
import java.util.Map;

/**
 * What a run comes to.
 *
 * @param failures FAIL before INCONCLUSIVE, new before known, then those with the most attempts first
 * @param areas in the order of their names
 * @param slowest the longest first
 * @param cases in plan order, those that did not pass before the others; at most {@link SummaryReader#MOST_CASES}
 * @param omitted how many cases are not in that list
 * @param bars in the order in which attempts began
 * @param kpis in the order of their names
 * @param signatures of every attempt that has one; to be asked, not to be gone through
 * @param labHours host time that the attempts took, in hours of the lab's time
 */
public record Summary(
    RunRecord run,
    Counts counts,
    List<FailureCard> failures,
    List<AreaLine> areas,
    List<CaseLine> slowest,
    List<CaseLine> cases,
    int omitted,
    List<Bar> bars,
    List<KpiLine> kpis,
    Map<Place, Signature> signatures,
    double labHours) {}
