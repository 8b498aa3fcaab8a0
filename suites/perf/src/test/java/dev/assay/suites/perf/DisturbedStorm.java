package dev.assay.suites.perf;

import static dev.assay.testkit.Storm.storm;
import static dev.assay.testkit.VmSpec.vm;

import dev.assay.core.time.Time;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Vm;
import dev.assay.xapi.model.PowerState;
import java.time.Duration;
import java.util.List;
import org.testng.annotations.Test;

/** Storms that cannot end well: what is said of them is what {@link StormWatchTests} looks at. */
class DisturbedStorm {

  private static final Duration LIMIT = Duration.ofHours(3);

  private final Pool pool;
  private final Time time;

  DisturbedStorm(@Size(2) @Storage("nfs") Pool pool, Time time) {
    this.pool = pool;
    this.time = time;
  }

  @Test
  void hostIsLostMeanwhile() {
    var losing = time.fork("loss of a host", () -> {
      time.sleep(Duration.ofSeconds(1));
      pool.slave().cutPower();
      time.sleep(Duration.ofMinutes(15));
      return true;
    });
    try {
      whileOneNeverComesUp(Duration.ofHours(2));
    } finally {
      losing.join();
    }
  }

  @Test
  void oneGuestNeverComesUp() {
    whileOneNeverComesUp(Duration.ofMinutes(10));
  }

  private void whileOneNeverComesUp(Duration quiet) {
    var vms = pool.cloneMany(pool.create(vm()), 3);
    var pausing = time.fork("pause of a guest", () -> {
      while (vms.getLast().powerState() != PowerState.RUNNING) {
        time.sleep(Duration.ofMillis(100));
      }
      vms.getLast().pause();
      return true;
    });
    storm(vms).spreadOver(List.of(pool.master())).watched(quiet).boots(LIMIT);
    pausing.join();
    vms.forEach(Vm::close);
  }
}
