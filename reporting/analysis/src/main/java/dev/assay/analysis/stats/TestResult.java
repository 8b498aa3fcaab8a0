package dev.assay.analysis.stats;

/** The outcome of a two-sided hypothesis test: its statistic and its p-value. */
public record TestResult(double statistic, double pValue) {}
