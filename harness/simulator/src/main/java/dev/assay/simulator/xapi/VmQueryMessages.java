package dev.assay.simulator.xapi;

/** What is asked of VMs: where they could run, what they booted as, what they measure. */
final class VmQueryMessages {

  private VmQueryMessages() {}

  static void register(Messages messages) {
    messages
        .quick("VM.assert_operation_valid", call -> {
          Locks.check(call.object(0, "VM"), call.text(1));
          return Handler.VOID;
        })
        .quick("VM.update_allowed_operations", call -> {
          call.object(0, "VM");
          return Handler.VOID;
        })
        .quick("VM.assert_can_boot_here", call -> {
          Placement.demand(call.pool(), call.object(0, "VM"), call.object(1, "host"));
          return Handler.VOID;
        })
        .quick("VM.assert_agile", VmQueryMessages::assertAgile)
        .quick("VM.get_possible_hosts", call -> GenericMessages.refs(Placement.possibleHosts(call.pool(), call.object(0, "VM"))))
        .quick("VM.get_boot_record", call -> {
          var vm = call.object(0, "VM");
          Locks.check(vm, "get_boot_record");
          return GenericMessages.record(call, vm);
        })
        .quick("VM.get_data_sources", call -> source(call).describeVm(call.object(0, "VM")))
        .quick("VM.query_data_source", call -> source(call).valueOfVm(call.object(0, "VM"), call.text(1)))
        .quick("VM.maximise_memory", call -> Math.max(0, call.whole(1) - VmMemory.overhead(call.object(0, "VM")).count()));
  }

  private static DataSources source(Call call) {
    var vm = call.object(0, "VM");
    return call.pool().residence(vm).orElseThrow(() -> Refusal.badPowerState(vm, "running")).dataSources();
  }

  /** An agile VM can run on any host: all its storage is shared. */
  private static Object assertAgile(Call call) {
    mustBeAgile(call.object(0, "VM"));
    return Handler.VOID;
  }

  static void mustBeAgile(Entity vm) {
    for (var vbd : vm.targets("VBDs")) {
      vbd.target("VDI").flatMap(vdi -> vdi.target("SR")).filter(sr -> !sr.flag("shared")).ifPresent(sr -> {
        throw Refusal.of("HA_CONSTRAINT_VIOLATION_SR_NOT_SHARED", sr.ref());
      });
    }
    vm.targets("VIFs").stream().flatMap(vif -> vif.target("network").stream())
        .filter(network -> !network.list("PIFs").isEmpty() && !onEveryHost(network))
        .findFirst()
        .ifPresent(network -> {
          throw Refusal.of("HA_CONSTRAINT_VIOLATION_NETWORK_NOT_SHARED", network.ref());
        });
  }

  private static boolean onEveryHost(Entity network) {
    var hosts = network.targets("PIFs").stream().map(pif -> pif.text("host")).distinct().count();
    return hosts == network.targets("PIFs").getFirst().hostsInPool();
  }
}
