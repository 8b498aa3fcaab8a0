package dev.assay.testkit.workload;

import dev.assay.testkit.HostHealth;
import dev.assay.testkit.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Looks at every host again and again. */
public final class HealthChecks implements Workload {

  private static final int KEPT = 20;

  private final Duration every;
  private final List<String> wrong = new ArrayList<>();
  private int looks;

  public HealthChecks(Duration every) {
    this.every = every;
  }

  @Override
  public String name() {
    return "health checks every " + every.toSeconds() + " s";
  }

  @Override
  public void run(Pool pool, Instant until) {
    var time = pool.bench().time();
    while (time.now().isBefore(until)) {
      looks++;
      pool.hosts().stream().flatMap(host -> HostHealth.of(host).stream()).filter(_ -> wrong.size() < KEPT)
          .forEach(line -> wrong.add("at look " + looks + " (" + time.now() + ") " + line));
      var left = Duration.between(time.now(), until);
      if (left.isPositive()) {
        time.sleep(left.compareTo(every) < 0 ? left : every);
      }
    }
  }

  @Override
  public List<String> check(Pool pool) {
    return looks == 0 ? List.of("no look was taken") : List.copyOf(wrong);
  }
}
