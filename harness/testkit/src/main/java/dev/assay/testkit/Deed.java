package dev.assay.testkit;

import static dev.assay.testkit.Role.POOL_ADMIN;
import static dev.assay.testkit.Role.POOL_OPERATOR;
import static dev.assay.testkit.Role.READ_ONLY;
import static dev.assay.testkit.Role.VM_ADMIN;
import static dev.assay.testkit.Role.VM_OPERATOR;
import static dev.assay.testkit.Role.VM_POWER_ADMIN;

import dev.assay.core.Bytes;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PoolRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmRef;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Something that a user may do or not, with the least role that may, as the product's documentation of access rights has it. */
public enum Deed implements Variant {
  READ_A_VM(READ_ONLY, (session, vm) -> session.record(vm.ref())),
  LIST_HOSTS(READ_ONLY, (session, vm) -> session.all(HostRef.KIND)),
  START_A_VM(VM_OPERATOR, (session, vm) -> session.call("VM.start", vm.ref(), false, false)),
  STOP_A_VM(VM_OPERATOR, (session, vm) -> session.call("VM.hard_shutdown", vm.ref())),
  SUSPEND_A_VM(VM_OPERATOR, (session, vm) -> session.call("VM.suspend", vm.ref())),
  CLONE_A_VM(VM_ADMIN, (session, vm) -> session.callFor(VmRef.KIND, "VM.clone", vm.ref(), "cloned by a user")),
  RENAME_A_VM(VM_ADMIN, (session, vm) -> session.call("VM.set_name_label", vm.ref(), vm.name())),
  MAKE_A_DISK(VM_ADMIN, (session, vm) -> session.callFor(VdiRef.KIND, "VDI.create", Records.disk("made by a user", vm.systemDisk(), Bytes.mib(16)))),
  MAKE_A_NETWORK(VM_ADMIN, (session, vm) -> session.call("network.create", Records.network("made by a user", 1500))),
  DESTROY_A_VM(VM_ADMIN, (session, vm) -> session.call("VM.destroy", vm.ref())),
  SNAPSHOT_A_VM(VM_POWER_ADMIN, (session, vm) -> session.callFor(VmRef.KIND, "VM.checkpoint", vm.ref(), "kept by a user")),
  SIZE_A_VM(VM_POWER_ADMIN, (session, vm) -> session.call("VM.set_memory_limits", vm.ref(), Bytes.gib(1).count(), Bytes.gib(1).count(), Bytes.gib(1).count(), Bytes.gib(1).count())),
  SCAN_STORAGE(VM_POWER_ADMIN, (session, vm) -> session.call("SR.scan", vm.systemDisk())),
  NAME_THE_POOL(POOL_OPERATOR, (session, vm) -> session.call("pool.set_name_label", pool(session), "")),
  SYNC_THE_DATABASE(POOL_OPERATOR, (session, vm) -> session.call("pool.sync_database")),
  PROTECT_A_VM(POOL_OPERATOR, (session, vm) -> session.call("VM.set_ha_restart_priority", vm.ref(), "")),
  RUN_A_PLUGIN(POOL_ADMIN, (session, vm) -> session.call("host.call_plugin", session.callForAll(HostRef.KIND, "host.get_all").getFirst(), "echo", "main", new LinkedHashMap<>())),
  ADD_A_USER(POOL_ADMIN, (session, vm) -> session.call("subject.create", Records.subject("S-0-assay", "assay-newcomer")));

  /** How it is done; a VM that is halted is at hand. */
  private interface Doing {
    Object by(XapiSession session, Vm vm);
  }

  private final Role least;
  private final Doing doing;

  Deed(Role least, Doing doing) {
    this.least = least;
    this.doing = doing;
  }

  /** Tell whether the role may. */
  public boolean isAllowedTo(Role role) {
    return role.compareTo(least) >= 0;
  }

  void by(XapiSession session, Vm vm) {
    doing.by(session, vm);
  }

  private static PoolRef pool(XapiSession session) {
    return session.callForAll(PoolRef.KIND, "pool.get_all").getFirst();
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
