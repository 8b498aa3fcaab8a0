package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Limit;

/** What a host must be like to join a pool, in the order in which the product asks. */
final class JoinChecks {

  private final Pool joining;
  private final HostToolstack host;
  private final HostToolstack master;
  private final boolean force;

  JoinChecks(Pool joining, HostToolstack host, HostToolstack master, boolean force) {
    this.joining = joining;
    this.host = host;
    this.master = master;
    this.force = force;
  }

  void run() {
    refuseIf(master.pool() == joining || joining.members().size() > 1, "OPERATION_NOT_ALLOWED", "Host is already part of a pool");
    refuseIf(master.pool().record().flag("ha_enabled"), "HA_IS_ENABLED");
    refuseIf(tooMany(), "LICENCE_RESTRICTION", "pool size");
    checkSoftware();
    checkProcessors();
    checkContents();
  }

  private boolean tooMany() {
    return master.pool().members().size() >= master.doors().generation().limit(Limit.HOSTS_PER_POOL);
  }

  private void checkSoftware() {
    var ours = host.system().release();
    var theirs = master.system().release();
    boolean same = ours.version().equals(theirs.version()) && ours.buildNumber().equals(theirs.buildNumber()) && ours.product().equals(theirs.product());
    refuseIf(!same, "POOL_HOSTS_NOT_HOMOGENEOUS", "version numbers differ");
  }

  private void checkProcessors() {
    boolean same = host.system().host().cpuVendor().equals(master.system().host().cpuVendor());
    refuseIf(!force && !same, "POOL_HOSTS_NOT_HOMOGENEOUS", "CPUs differ");
  }

  private void checkContents() {
    var database = joining.database();
    database.where("SR", sr -> sr.flag("shared") && !sr.flag("is_tools_sr")).findFirst().ifPresent(_ -> {
      throw Refusal.of("JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS");
    });
    var guests = database.where("VM", vm -> !vm.flag("is_control_domain") && !vm.flag("is_a_template")).toList();
    refuseIf(guests.stream().anyMatch(vm -> vm.text("power_state").matches("Running|Paused")), "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS");
    refuseIf(guests.stream().anyMatch(vm -> !vm.map("current_operations").isEmpty()), "JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS");
    refuseIf(!guests.isEmpty(), "JOINING_HOST_CANNOT_HAVE_RUNNING_OR_SUSPENDED_VMS");
    refuseIf(
        database.all("PIF").stream().anyMatch(pif -> pif.whole("VLAN") >= 0),
        "POOL_JOINING_HOST_MUST_ONLY_HAVE_PHYSICAL_PIFS");
  }

  private static void refuseIf(boolean wrong, String code, Object... parameters) {
    if (wrong) {
      throw Refusal.of(code, parameters);
    }
  }
}
