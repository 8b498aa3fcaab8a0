package dev.assay.testkit.check;

import static dev.assay.testkit.check.StressEvents.is;
import static dev.assay.testkit.check.StressEvents.words;

import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** At one look, no two hypervisors run the same guest. */
record NoGuestTwice() implements Checker {

  @Override
  public String name() {
    return "no-guest-on-two-hosts";
  }

  @Override
  public List<Finding> check(List<HistoryEvent> events) {
    var findings = new ArrayList<Finding>();
    var seen = new LinkedHashMap<String, String>();
    for (var event : events) {
      if (is(event, "saw.product")) {
        seen.clear();
      }
      if (is(event, "saw.hypervisor")) {
        for (var guest : words(event, "domains")) {
          var other = seen.putIfAbsent(guest, event.subject());
          if (other != null) {
            findings.add(new Finding(guest + " runs on " + other + " and on " + event.subject(), event));
          }
        }
      }
    }
    return findings;
  }
}
