package dev.assay.simulator.xapi;

import dev.assay.simulator.generation.Feature;
import dev.assay.simulator.generation.Limit;
import java.util.List;
import java.util.Optional;

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
    refuseIf(tooMany(), "LICENCE_RESTRICTION", "pool size");
    refuseIf(joining.record().flag("ha_enabled"), "HA_IS_ENABLED");
    joining.database().where("Cluster_host", member -> member.flag("enabled")).findFirst().ifPresent(member -> {
      throw Refusal.of("CLUSTERING_ENABLED", member.ref());
    });
    refuseIf(master.pool().record().flag("ha_enabled"), "HA_IS_ENABLED");
    boolean alone = joining.members().size() == 1;
    refuseIf(master.pool() == joining, "OPERATION_NOT_ALLOWED", alone ? "Host cannot become slave of itself" : "Host is already part of a pool");
    refuseIf(!alone, "JOINING_HOST_CANNOT_BE_MASTER_OF_OTHER_HOSTS");
    checkGuests();
    checkSoftware();
    checkStorage();
    checkNetworks();
    checkDirectory();
  }

  private boolean tooMany() {
    return master.pool().members().size() >= master.doors().generation().limit(Limit.HOSTS_PER_POOL);
  }

  private void checkGuests() {
    var guests = joining.database().where("VM", vm -> !vm.flag("is_control_domain") && !vm.flag("is_a_template")).toList();
    refuseIf(guests.stream().anyMatch(vm -> vm.text("power_state").matches("Running|Paused")), "JOINING_HOST_CANNOT_HAVE_RUNNING_VMS");
    refuseIf(guests.stream().anyMatch(vm -> !vm.map("current_operations").isEmpty()), "JOINING_HOST_CANNOT_HAVE_VMS_WITH_CURRENT_OPERATIONS");
  }

  private void checkSoftware() {
    var ours = host.system().release();
    var theirs = master.system().release();
    refuseIf(!ours.version().equals(theirs.version()) || !ours.product().equals(theirs.product()), "HOSTS_NOT_COMPATIBLE");
    refuseIf(!force && !ours.buildNumber().equals(theirs.buildNumber()), "HOSTS_NOT_HOMOGENEOUS", "Software version differs");
    refuseIf(!force && !processorsFit(), "HOSTS_NOT_HOMOGENEOUS", "CPUs differ");
  }

  /** Processors of one vendor fit where the release levels pools; before, their features must be the same. */
  private boolean processorsFit() {
    boolean levelled = master.doors().generation().has(Feature.CPU_LEVELLING_ACROSS_GENERATIONS);
    return host.system().host().cpuVendor().equals(master.system().host().cpuVendor()) && (levelled || Processors.same(host, master));
  }

  private void checkStorage() {
    boolean shared = joining.database().where("SR", sr -> sr.flag("shared") && !sr.flag("is_tools_sr")).findFirst().isPresent();
    refuseIf(shared, "JOINING_HOST_CANNOT_CONTAIN_SHARED_SRS");
  }

  private void checkNetworks() {
    refuseIfAny("Bond", "POOL_JOINING_HOST_HAS_BONDS");
    refuseIfAny("tunnel", "POOL_JOINING_HOST_HAS_TUNNELS");
    refuseIfAny("network_sriov", "POOL_JOINING_HOST_HAS_NETWORK_SRIOVS");
    boolean others = joining.database().all("VLAN").stream().flatMap(vlan -> vlan.target("untagged_PIF").stream()).anyMatch(pif -> !pif.flag("management"));
    refuseIf(others, "POOL_JOINING_HOST_HAS_NON_MANAGEMENT_VLANS");
    var ours = managementTag(host);
    var theirs = managementTag(master);
    refuseIf(!ours.equals(theirs), "POOL_JOINING_HOST_MANAGEMENT_VLAN_DOES_NOT_MATCH", ours.orElse(-1L), theirs.orElse(-1L));
  }

  private static Optional<Long> managementTag(HostToolstack host) {
    return host.record().targets("PIFs").stream().filter(pif -> pif.flag("management")).map(pif -> pif.whole("VLAN")).findFirst();
  }

  private void refuseIfAny(String type, String code) {
    refuseIf(joining.database().count(type) > 0, code);
  }

  private void checkDirectory() {
    boolean same = List.of("external_auth_type", "external_auth_service_name").stream()
        .allMatch(field -> host.record().get(field).equals(master.record().get(field)));
    refuseIf(!same, "POOL_JOINING_EXTERNAL_AUTH_MISMATCH");
  }

  private static void refuseIf(boolean wrong, String code, Object... parameters) {
    if (wrong) {
      throw Refusal.of(code, parameters);
    }
  }
}
