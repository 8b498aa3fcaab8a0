package dev.assay.testkit.execution;

import dev.assay.core.kpi.Kpi;
import dev.assay.core.run.History;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes a KPI of how long each operation on the product took, by the lab's clock, as the history passes by. */
record OperationTimes(History history, LaneKpis kpis, String suite) implements History {

  private static final String DONE = ".completed";

  /** What the product does; what the guest or the harness does beside it has no place among the product's times. */
  private static final Pattern OF_THE_PRODUCT = Pattern.compile("(vm|vbd|vif|vdi|sr|snapshot|host|pool)\\..+\\" + DONE);

  @Override
  public void append(String kind, String subject, Map<String, String> details) {
    history.append(kind, subject, details);
    var took = details.get("took");
    if (took != null && kpis.isDuringAttempt() && OF_THE_PRODUCT.matcher(kind).matches()) {
      var dimensions = new TreeMap<String, String>();
      dimensions.put("suite", suite);
      kpis.record(Kpi.lower(kind.substring(0, kind.length() - DONE.length()), "s"), Duration.parse(took).toNanos() / 1e9, dimensions);
    }
  }
}
