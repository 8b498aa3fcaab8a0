package dev.assay.testkit.check;

import static dev.assay.testkit.check.StressEvents.detail;
import static dev.assay.testkit.check.StressEvents.is;

import dev.assay.core.run.HistoryEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;

/**
 * A guest's file, and both ends of its disk, are registers: they read what was acknowledged last, or what was being
 * written when something broke; and after a state was brought back, what they held then.
 */
record NoLostWrite() implements Checker {

  /** The detail of a reading, and what it is called in findings. */
  private enum Register {
    VALUE("file"),
    DISK("disk");

    private final String what;

    Register(String what) {
      this.what = what;
    }
  }

  @Override
  public String name() {
    return "no-lost-acknowledged-write";
  }

  @Override
  public List<Finding> check(List<HistoryEvent> events) {
    return Arrays.stream(Register.values())
        .flatMap(register -> new Reader(register).check(events).stream())
        .sorted(Comparator.comparingLong(finding -> finding.at().sequence()))
        .toList();
  }

  /** Follows one register of every guest through a history. */
  private static final class Reader {

    private final Register register;
    private final Map<String, SequencedSet<String>> possible = new LinkedHashMap<>();
    private final Map<String, SequencedSet<String>> kept = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    Reader(Register register) {
      this.register = register;
    }

    List<Finding> check(List<HistoryEvent> events) {
      events.forEach(this::follow);
      return findings;
    }

    private void follow(HistoryEvent event) {
      var guest = event.subject();
      var now = possible.computeIfAbsent(guest, _ -> only(""));
      if (is(event, "writing")) {
        now.add(detail(event, "value"));
      } else if (is(event, "wrote")) {
        possible.put(guest, only(detail(event, "value")));
      } else if (is(event, "kept")) {
        kept.put(state(event), new LinkedHashSet<>(now));
        kept.put(guest, new LinkedHashSet<>(now));
      } else if (is(event, "reverted")) {
        possible.put(guest, new LinkedHashSet<>(kept.getOrDefault(state(event), only(""))));
      } else if (isLostRevert(event)) {
        now.addAll(kept.getOrDefault(guest, only("")));
      } else if (is(event, "read")) {
        read(event, now);
      }
    }

    private void read(HistoryEvent event, SequencedSet<String> now) {
      var value = detail(event, register.name().toLowerCase(Locale.ROOT));
      if (!now.contains(value)) {
        findings.add(new Finding(event.subject() + by(event) + " reads '" + value + "' from its " + register.what + " where '"
            + String.join("' or '", now) + "' was written", event));
      }
      if (detail(event, "by").isBlank()) {
        possible.put(event.subject(), only(value));
      }
    }
  }

  private static boolean isLostRevert(HistoryEvent event) {
    return is(event, "step") && detail(event, "word").equals("revert") && detail(event, "ended").startsWith("lost");
  }

  private static String by(HistoryEvent event) {
    return detail(event, "by").isBlank() ? "" : "'s " + detail(event, "by");
  }

  private static String state(HistoryEvent event) {
    return event.subject() + "/" + detail(event, "state");
  }

  private static SequencedSet<String> only(String value) {
    return new LinkedHashSet<>(List.of(value));
  }
}
