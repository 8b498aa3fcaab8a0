package dev.assay.analysis.family;

/** What a KPI's name says it belongs to: {@code boot.time{guest=debian}} is of the family {@code boot}. */
public final class Family {

  private static final String ENDS = "./:{";

  private Family() {}

  /** Return the name up to its first dot, slash, colon or brace; the whole name if it has none. */
  public static String of(String kpi) {
    for (int i = 1; i < kpi.length(); i++) {
      if (ENDS.indexOf(kpi.charAt(i)) >= 0) {
        return kpi.substring(0, i);
      }
    }
    return kpi;
  }
}
