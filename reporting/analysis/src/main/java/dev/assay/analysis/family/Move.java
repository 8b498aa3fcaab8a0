package dev.assay.analysis.family;

/**
 * A KPI that moved.
 *
 * @param kpi its name
 * @param family what it belongs to
 * @param meaning what the move means, such as regression; moves of different meaning are never one
 * @param earliest the first build that may have moved it
 * @param latest the last such build
 */
public record Move(String kpi, String family, String meaning, int earliest, int latest) {

  public Move {
    if (earliest > latest) {
      throw new IllegalArgumentException("KPI " + kpi + " moved between build " + earliest + " and " + latest + ": the first must not be the later one");
    }
  }
}
