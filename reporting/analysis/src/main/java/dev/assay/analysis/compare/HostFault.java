package dev.assay.analysis.compare;

import dev.assay.analysis.compare.Finding.Answer;
import dev.assay.analysis.stats.FisherExact;
import java.util.ArrayList;
import java.util.List;

/** Tells a host's fault from the build's: when most KPIs of one host are worse and hardly any of the others are. */
final class HostFault {

  private static final int LEAST_WORSE = 4;
  private static final double LEAST_SHARE = 0.5;
  private static final double SURE = 1e-4;
  private static final int RETRIGGER = 5;

  private HostFault() {}

  static List<Finding> apply(List<KpiReadings> kpis, List<Finding> findings) {
    var judged = new ArrayList<>(findings);
    kpis.stream().flatMap(kpi -> kpi.host().stream()).distinct().sorted().filter(host -> isFaulty(host, kpis, findings)).forEach(host -> {
      for (int i = 0; i < judged.size(); i++) {
        if (isOn(host, kpis.get(i)) && isWorse(judged.get(i))) {
          judged.set(i, judged.get(i).needing(RETRIGGER, 0, "most KPIs of host " + host + " are worse and those of other hosts are not: run it on another host"));
        }
      }
    });
    return judged;
  }

  private static boolean isFaulty(String host, List<KpiReadings> kpis, List<Finding> findings) {
    int worseHere = 0;
    int here = 0;
    int worseElsewhere = 0;
    for (int i = 0; i < kpis.size(); i++) {
      boolean worse = isWorse(findings.get(i));
      boolean own = isOn(host, kpis.get(i));
      here += own ? 1 : 0;
      worseHere += own && worse ? 1 : 0;
      worseElsewhere += !own && worse ? 1 : 0;
    }
    int elsewhere = kpis.size() - here;
    return worseHere >= LEAST_WORSE
        && elsewhere > 0
        && worseHere >= LEAST_SHARE * here
        && FisherExact.test(worseHere, here - worseHere, worseElsewhere, elsewhere - worseElsewhere).pValue() <= SURE;
  }

  private static boolean isOn(String host, KpiReadings kpi) {
    return kpi.host().filter(host::equals).isPresent();
  }

  private static boolean isWorse(Finding finding) {
    return finding.answer() == Answer.REGRESSION;
  }
}
