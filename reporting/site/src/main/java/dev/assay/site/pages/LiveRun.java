package dev.assay.site.pages;

import java.util.List;
import java.util.Optional;

/** How a run stands at one moment. */
public record LiveRun(String run, String word, String state, String phase, String phaseDetail, Tally tally, List<RunView.CaseRow> latest, Optional<Double> secondsLeft) {}
