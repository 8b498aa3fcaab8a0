package dev.assay.xapi.metrics;

/** How many readings were made one. */
public enum Consolidation {
  AVERAGE,
  MIN,
  MAX,
  LAST
}
