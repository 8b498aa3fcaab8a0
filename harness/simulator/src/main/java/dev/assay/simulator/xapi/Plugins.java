package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;
import java.util.ArrayList;

/** The scripts in dom0 that {@code host.call_plugin} runs. */
final class Plugins {

  private Plugins() {}

  static Object call(Call call) {
    var host = HostMessages.toolstack(call);
    return switch (call.text(1)) {
      case "echo" -> echo(call);
      case "trim" -> trim(call, host);
      default -> throw Refusal.of("XENAPI_MISSING_PLUGIN", call.text(1));
    };
  }

  /** Call a script on the host where a VM runs. */
  static Object callBesideVm(Call call) {
    var vm = call.object(0, "VM");
    if (!vm.text("power_state").equals("Running")) {
      throw Refusal.badPowerState(vm, "running");
    }
    var arguments = new ArrayList<>(call.arguments());
    arguments.set(0, vm.text("resident_on"));
    return call(new Call(call.host(), call.method(), arguments, call.session(), call.work()));
  }

  private static RuntimeException unknownFunction(Call call) {
    return Refusal.of("UNKNOWN_XENAPI_PLUGIN_FUNCTION", call.text(2));
  }

  /** Give the argument back, as the product's own example does. */
  private static Object echo(Call call) {
    if (!call.text(2).equals("main")) {
      throw unknownFunction(call);
    }
    return String.valueOf(call.map(3).getOrDefault("text", ""));
  }

  /** Give free blocks of a repository back to its array; only drivers on block devices do. */
  private static Object trim(Call call, HostToolstack host) {
    if (!call.text(2).equals("do_trim")) {
      throw unknownFunction(call);
    }
    var uuid = String.valueOf(call.map(3).getOrDefault("sr_uuid", ""));
    var sr = call.database().byUuid("SR", uuid).orElseThrow(() -> Refusal.of("UUID_INVALID", "SR", uuid));
    boolean supported = StorageDrivers.of(sr.text("type")).map(StorageDrivers::onBlocks).orElse(false);
    if (!supported) {
      return answer("UnsupportedSRForTrim", "Trim on [" + uuid + "] not supported");
    }
    if (!Placement.plugged(sr, host.record())) {
      return answer("SRUnavailable", "Unable to get SR path for [" + uuid + "]");
    }
    host.perform(new Operation.ScanStorage(sr.list("VDIs").size()));
    return "True";
  }

  private static String answer(String code, String message) {
    return "<?xml version=\"1.0\" ?>\n<trim_response><key_value_pair><key>errcode</key><value>" + code
        + "</value></key_value_pair><key_value_pair><key>errmsg</key><value>" + message + "</value></key_value_pair></trim_response>";
  }
}
