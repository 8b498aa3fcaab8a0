package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.XapiRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Follows one object's events until its record meets a condition. */
final class RecordWatch {

  /** Servers hold a call for events no longer than this, and connections between are cut by some networks. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

  private final XapiSession session;
  private final Ref ref;
  private final String what;

  RecordWatch(XapiSession session, Ref ref, String what) {
    this.session = session;
    this.ref = ref;
    this.what = what;
  }

  XapiRecord until(Predicate<XapiRecord> condition, Duration limit) {
    var deadline = session.time().now().plus(limit);
    var latest = session.record(ref);
    var token = "";
    while (!condition.test(latest)) {
      var batch = session.events(List.of(ref.kind().className() + "/" + ref.value()), token, left(deadline, limit));
      token = batch.token();
      for (var event : batch.events()) {
        if (event.operation() == XapiEvent.Operation.DELETED) {
          throw new AssayException.Product("waiting until " + what + ": " + ref.kind() + " " + ref + " was destroyed meanwhile");
        }
        latest = event.snapshot().orElse(latest);
      }
    }
    return latest;
  }

  private Duration left(Instant deadline, Duration limit) {
    var left = Duration.between(session.time().now(), deadline);
    if (left.isNegative() || left.isZero()) {
      throw new AssayException.TimedOut("waiting " + limit.toString().substring(2).toLowerCase(Locale.ROOT) + " until " + what
          + ": it did not come about on " + ref.kind() + " " + ref);
    }
    return left.compareTo(LONGEST_CALL) < 0 ? left : LONGEST_CALL;
  }
}
