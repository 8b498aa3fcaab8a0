package dev.assay.testkit.check;

import static dev.assay.testkit.check.StressEvents.detail;
import static dev.assay.testkit.check.StressEvents.is;

import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A guest boots again only when it was told to, or lost its host: moving, pausing and suspending do not restart it. */
record GuestsKeepTheirBoot() implements Checker {

  private static final List<String> BOOTS = List.of("start", "stop", "reboot", "power-off", "revert");

  @Override
  public String name() {
    return "guests-keep-their-boot";
  }

  @Override
  public List<Finding> check(List<HistoryEvent> events) {
    var findings = new ArrayList<Finding>();
    Map<String, String> boots = new LinkedHashMap<>();
    Map<String, String> kept = new LinkedHashMap<>();
    for (var event : events) {
      if (is(event, "strike") && detail(event, "kills-guests").equals("true")) {
        boots.clear();
      } else if (is(event, "kept")) {
        kept.put(event.subject() + "/" + detail(event, "state"), detail(event, "boot"));
      } else if (is(event, "reverted")) {
        boots.put(event.subject(), kept.getOrDefault(event.subject() + "/" + detail(event, "state"), ""));
      } else if (is(event, "step") && mayBoot(event)) {
        boots.remove(event.subject());
      } else if (is(event, "read") && !detail(event, "boot").isBlank()) {
        var before = boots.getOrDefault(event.subject(), "");
        if (!before.isBlank() && !before.equals(detail(event, "boot"))) {
          findings.add(new Finding(event.subject() + " has booted again without being told to", event));
        }
        boots.put(event.subject(), detail(event, "boot"));
      }
    }
    return findings;
  }

  /** A revert that was done says itself what comes of it; of one that was not, or of any step that broke, nothing is known. */
  private static boolean mayBoot(HistoryEvent event) {
    var ended = detail(event, "ended");
    boolean done = ended.equals("done");
    return BOOTS.contains(detail(event, "word")) && done && !detail(event, "word").equals("revert")
        || ended.startsWith("lost") || ended.startsWith("failed");
  }
}
