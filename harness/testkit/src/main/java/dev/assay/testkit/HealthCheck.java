package dev.assay.testkit;

import dev.assay.xapi.client.XapiSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** A pool's enrolment in the vendor's health check: when its status report is to be taken and sent, and what came of it. */
public final class HealthCheck implements AutoCloseable {

  private final Toolstack toolstack;

  HealthCheck(Toolstack toolstack) {
    this.toolstack = toolstack;
  }

  /** Enrol as the product's own client does: a report every two weeks, on Sunday at one. */
  public HealthCheck enrol() {
    toolstack.bench().act("health-check.enrol", toolstack.master().value(), () -> enrolAs(toolstack.session()));
    return this;
  }

  /** Enrol with the rights of somebody else. */
  public Object enrolAs(XapiSession session) {
    var schedule = new LinkedHashMap<String, Object>();
    schedule.put("Enrollment", "true");
    schedule.put("Schedule.IntervalInDays", "14");
    schedule.put("Schedule.DayOfWeek", "0");
    schedule.put("Schedule.TimeOfDay", "1");
    schedule.put("Schedule.RetryInterval", "7");
    return session.call("pool.set_health_check_config", toolstack.pool(), schedule);
  }

  /** Note a successful upload, as the service that sends reports does. */
  public void noteUpload(String when) {
    toolstack.session().call("pool.remove_from_health_check_config", toolstack.pool(), "LastSuccessfulUpload");
    toolstack.session().call("pool.add_to_health_check_config", toolstack.pool(), "LastSuccessfulUpload", when);
  }

  /** Return what the pool has taken down of it. */
  public Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    ((SequencedMap<?, ?>) toolstack.session().call("pool.get_health_check_config", toolstack.pool()))
        .forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
    return settings;
  }

  @Override
  public void close() {
    toolstack.session().call("pool.set_health_check_config", toolstack.pool(), new LinkedHashMap<String, Object>());
  }
}
