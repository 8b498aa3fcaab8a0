package dev.assay.simulator.xapi;

import dev.assay.xapi.table.ApiMessage;
import dev.assay.xapi.table.ApiType;
import java.util.List;

/**
 * Classes of which the toolstack only keeps what it is told: their objects are made from the call's own parameters, set
 * field by field, and deleted. What looks at them is elsewhere, or outside of the simulated product.
 */
final class KeptRecords {

  /** Messages that make an object from a record. */
  private static final List<String> FROM_RECORD = List.of(
      "PVS_cache_storage.create", "Observer.create", "VM_group.create");

  /** Messages that make an object from parameters that are called as its fields are. */
  private static final List<String> FROM_PARAMETERS = List.of(
      "PVS_site.introduce", "PVS_server.introduce", "PVS_proxy.create", "USB_group.create", "PIF.db_introduce");

  private static final List<String> DELETING = List.of(
      "PVS_cache_storage.destroy", "Observer.destroy", "VM_group.destroy", "PVS_server.forget",
      "PVS_proxy.destroy", "SDN_controller.forget");

  private KeptRecords() {}

  static void register(Messages messages) {
    FROM_RECORD.forEach(method -> messages.quick(method, call -> Creation.from(call.database(), typeOf(method), call.map(0)).ref()));
    FROM_PARAMETERS.forEach(method -> messages.quick(method, KeptRecords::make));
    DELETING.forEach(method -> messages.quick(method, call -> {
      call.database().delete(call.object(0, typeOf(method)));
      return Handler.VOID;
    }));
    messages
        .quick("SDN_controller.introduce", call -> {
          if (call.database().count("SDN_controller") > 0) {
            throw Refusal.of("SDN_CONTROLLER_ALREADY_EXISTS");
          }
          return make(call);
        })
        .quick("PVS_site.forget", KeptRecords::forgetSite)
        .quick("VM.set_groups", KeptRecords::setGroups)
        .quick("VTPM.create", KeptRecords::createTpm)
        .quick("VTPM.destroy", KeptRecords::destroyTpm);
  }

  private static String typeOf(String method) {
    return method.substring(0, method.indexOf('.'));
  }

  private static Object make(Call call) {
    ApiMessage message = call.database().schemas().message(call.method()).orElseThrow();
    var parameters = message.arguments();
    for (int i = 0; i < call.arguments().size(); i++) {
      if (parameters.get(i).type() instanceof ApiType.RefType(var type)) {
        call.objectOrNull(i, type);
      }
    }
    var object = call.database().create(message.className());
    for (int i = 0; i < call.arguments().size(); i++) {
      if (object.has(parameters.get(i).name())) {
        object.set(parameters.get(i).name(), call.arguments().get(i));
      }
    }
    return object.ref();
  }

  private static Object forgetSite(Call call) {
    var site = call.object(0, "PVS_site");
    var running = site.targets("proxies").stream().filter(proxy -> proxy.flag("currently_attached")).map(Entity::ref).toList();
    if (!running.isEmpty()) {
      throw Refusal.of("PVS_SITE_CONTAINS_RUNNING_PROXIES", running.toArray());
    }
    if (!site.list("servers").isEmpty()) {
      throw Refusal.of("PVS_SITE_CONTAINS_SERVERS", site.list("servers").toArray());
    }
    call.database().delete(site);
    return Handler.VOID;
  }

  private static Object setGroups(Call call) {
    var vm = call.object(0, "VM");
    var groups = call.list(1).stream().map(ref -> call.database().get("VM_group", (String) ref)).toList();
    if (groups.size() > 1) {
      throw Refusal.of("TOO_MANY_GROUPS");
    }
    vm.targets("groups").forEach(group -> group.removeElement("VMs", vm.ref()));
    groups.forEach(group -> group.addTo("VMs", vm.ref()));
    vm.set("groups", groups.stream().<Object>map(Entity::ref).toList());
    return Handler.VOID;
  }

  /** A VM has one trusted platform module at most, and gets it while it is halted. */
  private static Object createTpm(Call call) {
    var vm = call.object(0, "VM");
    mustBeHalted(vm);
    if (!vm.list("VTPMs").isEmpty()) {
      throw Refusal.of("VTPM_MAX_AMOUNT_REACHED", 1);
    }
    return call.database().create("VTPM").set("VM", vm.ref()).set("is_unique", call.flag(1)).ref();
  }

  private static Object destroyTpm(Call call) {
    var tpm = call.object(0, "VTPM");
    tpm.target("VM").ifPresent(KeptRecords::mustBeHalted);
    call.database().delete(tpm);
    return Handler.VOID;
  }

  private static void mustBeHalted(Entity vm) {
    if (!vm.text("power_state").equals("Halted")) {
      throw Refusal.badPowerState(vm, "halted");
    }
  }
}
