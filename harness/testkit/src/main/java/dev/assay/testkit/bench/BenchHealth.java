package dev.assay.testkit.bench;

import dev.assay.core.HostId;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Host;
import dev.assay.testkit.HostHealth;
import dev.assay.xapi.model.TaskFields;
import dev.assay.xapi.model.TaskRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A look at a whole bench: its hosts, the pool's members, and tasks that hang. */
final class BenchHealth {

  private BenchHealth() {}

  /** Say what is wrong, in a line each; nothing when all is well. */
  static List<String> of(Bench bench) {
    return bench.benches().stream().flatMap(each -> ofOne(each).stream()).toList();
  }

  private static List<String> ofOne(Bench bench) {
    var wrong = new ArrayList<String>();
    Stream.concat(bench.pooled().stream(), bench.solo().stream()).forEach(host -> wrong.addAll(HostHealth.of(Host.of(bench, host))));
    if (!bench.pooled().isEmpty() && !bench.pool().members().equals(bench.pooled().stream().sorted().toList())) {
      wrong.add("the pool consists of " + bench.pool().members() + " instead of " + bench.pooled());
    }
    Stream.concat(bench.pooled().stream().limit(1), bench.solo().stream()).forEach(master -> wrong.addAll(stuckTasks(bench, master)));
    return wrong;
  }

  private static List<String> stuckTasks(Bench bench, HostId master) {
    return bench.toolstack(master).session().all(TaskRef.KIND).values().stream()
        .filter(task -> !task.get(TaskFields.STATUS).isOver())
        .map(task -> "task " + task.get(TaskFields.NAME_LABEL) + " on " + master + " has not ended")
        .toList();
  }
}
