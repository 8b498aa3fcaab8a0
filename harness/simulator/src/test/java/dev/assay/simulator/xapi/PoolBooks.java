package dev.assay.simulator.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.xapi.table.ApiType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What must be true of all pools of a lab at every instant, whatever was done to them; looks without taking any of the lab's time. */
final class PoolBooks {

  /** The product leaves these standing when what they name is gone. */
  private static final Set<String> MAY_DANGLE = Set.of(
      "VM.affinity", "task.subtask_of", "VM.scheduled_to_be_resident_on", "VM.suspend_SR", "pool.default_SR", "pool.crash_dump_SR",
      "pool.suspend_image_SR", "host.crash_dump_sr", "host.suspend_image_sr", "host.local_cache_sr");

  private final List<HostToolstack> hosts;

  /**
   * VMs without the domain that they should have, and at which look that was seen. A host that is back waits for seconds until it
   * has found its master, so this must not be so for two looks.
   */
  private final Map<Entity, Integer> astray = new HashMap<>();

  private int checks;

  PoolBooks(XapiLab lab) {
    hosts = List.copyOf(lab.installed.values());
  }

  void check() {
    checks++;
    checkDomains();
    pools().forEach(this::check);
  }

  private Set<Pool> pools() {
    var pools = new LinkedHashSet<Pool>();
    hosts.forEach(host -> pools.add(host.pool()));
    return pools;
  }

  private static Stream<Entity> all(Pool pool) {
    return pool.database().schemas().table().classes().stream().flatMap(type -> pool.database().all(type.name()).stream());
  }

  /** No VM has two domains, on whatever hosts. */
  private void checkDomains() {
    var seen = new LinkedHashMap<String, HostToolstack>();
    for (var host : hosts) {
      for (var domain : host.running().all()) {
        assertThat(seen.put(domain.vm().uuid(), host)).as("another domain of " + domain.vm()).isNull();
      }
    }
  }

  private void check(Pool pool) {
    assertThat(pool.members()).contains(pool.master());
    assertThat(pool.record().text("master")).as("master").isEqualTo(pool.master().record().ref());
    assertThat(pool.members().stream().map(HostToolstack::record).toList()).as("hosts").containsExactlyInAnyOrderElementsOf(pool.database().all("host"));
    pool.members().forEach(member -> assertThat(member.pool()).isSameAs(pool));
    pool.database().all("VM").forEach(vm -> checkVm(pool, vm));
    pool.database().all("SR").forEach(sr -> checkSpace(pool, sr));
    pool.database().all("VDI").forEach(PoolBooks::checkWriters);
    all(pool).forEach(entity -> checkReferences(pool, entity));
    all(pool).forEach(entity -> checkAllowed(pool, entity));
    checkOperations(pool);
  }

  private static boolean runs(Entity vm) {
    return List.of("Running", "Paused").contains(vm.text("power_state"));
  }

  private static boolean quiet(Entity object) {
    return object.map("current_operations").isEmpty();
  }

  private void checkVm(Pool pool, Entity vm) {
    if (vm.flag("is_control_domain") || !quiet(vm)) {
      return;
    }
    assertThat(Refs.isNull(vm.text("resident_on"))).as("nowhere: " + vm + " which is " + vm.text("power_state")).isEqualTo(!runs(vm));
    var domains = new ArrayList<HostToolstack>(hosts.stream().filter(host -> host.running().of(vm).isPresent()).toList());
    if (!runs(vm)) {
      assertThat(domains).as("domains of " + vm + " which is " + vm.text("power_state")).isEmpty();
    } else if (pool.residence(vm).orElseThrow().isUp() && pool.master().isUp() && !domains.equals(List.of(pool.residence(vm).orElseThrow()))) {
      var before = Optional.ofNullable(astray.put(vm, checks));
      assertThat(before.filter(look -> look == checks - 1)).as("when " + vm + " had no domain on " + vm.target("resident_on") + " already").isEmpty();
    }
  }

  private static void checkSpace(Pool pool, Entity sr) {
    long managed = sr.targets("VDIs").stream().filter(vdi -> vdi.flag("managed")).mapToLong(vdi -> vdi.whole("virtual_size")).sum();
    if (quiet(sr) && pool.repository(sr).isPresent() && !sr.text("content_type").equals("iso")) {
      assertThat(sr.whole("virtual_allocation")).as("allocated on " + sr).isEqualTo(managed);
      assertThat(sr.whole("physical_utilisation")).as("used on " + sr).isBetween(0L, sr.whole("physical_size"));
    }
    for (var pbd : sr.targets("PBDs")) {
      assertThat(pbd.target("host")).as("host of a PBD of " + sr).isPresent();
    }
    assertThat(sr.targets("PBDs").stream().map(pbd -> pbd.text("host")).toList()).as("PBDs of " + sr).doesNotHaveDuplicates();
  }

  private static void checkWriters(Entity vdi) {
    long writers = vdi.targets("VBDs").stream().filter(vbd -> vbd.flag("currently_attached") && vbd.text("mode").equals("RW")).count();
    assertThat(writers).as("writers of " + vdi).isLessThanOrEqualTo(vdi.flag("sharable") ? writers : 1);
  }

  private static void checkReferences(Pool pool, Entity entity) {
    for (int i = 0; i < entity.schema().size(); i++) {
      var field = entity.schema().fieldAt(i);
      var name = entity.type() + "." + field.name();
      if (MAY_DANGLE.contains(name)) {
        continue;
      }
      var refs = switch (field.type()) {
        case ApiType.RefType _ -> List.of(entity.text(field.name()));
        case ApiType.SetType(ApiType.RefType _) -> entity.list(field.name());
        default -> List.of();
      };
      refs.stream().map(String.class::cast).filter(ref -> !Refs.isNull(ref))
          .forEach(ref -> assertThat(pool.database().find(ref)).as(name + " of " + entity + " names " + ref).isPresent());
    }
  }

  /** What is listed is what the rules say now, for objects of every class that has rules. */
  private static void checkAllowed(Pool pool, Entity entity) {
    Locks.rulesOf(entity.type()).ifPresent(rules -> {
      var words = OperationWords.known(pool.database().schemas(), pool.master().release(), entity.type(), rules.operations());
      var allowed = words.stream().filter(operation -> rules.refusal(entity, operation).isEmpty()).toList();
      assertThat(entity.list("allowed_operations")).as("operations that " + entity + " lists").isEqualTo(allowed);
    });
  }

  /** What an object is said to be busy with is being done by somebody. */
  private static void checkOperations(Pool pool) {
    if (!pool.master().isUp()) {
      return;
    }
    var tasks = pool.members().stream().flatMap(member -> member.underway().stream()).map(work -> work.task().ref()).toList();
    all(pool).filter(entity -> entity.has("current_operations")).forEach(entity -> entity.map("current_operations").forEach((task, operation) ->
        assertThat(tasks).as(entity + " is busy with " + operation).contains(task)));
  }

  /** All is at rest and no VM runs: every host that is up has as much memory free as every other. */
  void checkEmpty() {
    check();
    pools().forEach(pool -> all(pool).filter(entity -> entity.has("current_operations")).forEach(entity -> assertThat(quiet(entity)).as(entity + " is at rest").isTrue()));
    var free = hosts.stream().filter(HostToolstack::isUp).map(host -> host.doors().resources().freeMemory()).distinct().toList();
    assertThat(free).as("free memory of hosts alike and empty").hasSize(1);
  }
}
