package dev.assay.simulator.xapi;

import dev.assay.xapi.XapiException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Scheduled snapshots: snapshot schedules, and the protection policies that older releases had instead. */
final class ScheduleMessages {

  private final Inner inner;

  private ScheduleMessages(Inner inner) {
    this.inner = inner;
  }

  static void register(Messages messages, Inner inner) {
    new ScheduleMessages(inner).register(messages);
  }

  private void register(Messages messages) {
    messages
        .quick("VMSS.create", ScheduleMessages::create)
        .quick("VMSS.destroy", call -> destroy(call, "VMSS", "snapshot_schedule"))
        .work("VMSS.snapshot_now", this::snapshotNow)
        .quick("VMSS.set_retained_snapshots", call -> {
          retention(call.whole(1), 1, 10, "retained_snapshots");
          return plain(call, "VMSS", "retained_snapshots");
        })
        .quick("VMSS.set_frequency", call -> {
          var schedule = call.object(0, "VMSS");
          schedule.set("schedule", ScheduleKeys.complete(call.text(1), schedule.map("schedule")));
          return plain(call, "VMSS", "frequency");
        })
        .quick("VMSS.set_type", call -> plain(call, "VMSS", "type"))
        .quick("VMSS.set_schedule", call -> {
          ScheduleKeys.check("", call.map(1));
          return plain(call, "VMSS", "schedule");
        })
        .quick("VMSS.set_last_run_time", call -> plain(call, "VMSS", "last_run_time"))
        .quick("VMSS.add_to_schedule", call -> {
          ScheduleKeys.check("", Values.map(call.text(1), call.text(2)));
          return put(call, "VMSS", "schedule");
        })
        .quick("VMSS.remove_from_schedule", call -> remove(call, "VMSS", "schedule"))
        .quick("VM.set_snapshot_schedule", call -> {
          call.objectOrNull(1, "VMSS");
          call.object(0, "VM").set("snapshot_schedule", call.text(1));
          return Handler.VOID;
        })
        .quick("VMPP.create", call -> Creation.from(call.database(), "VMPP", call.map(0)).ref())
        .quick("VMPP.destroy", call -> destroy(call, "VMPP", "protection_policy"))
        .work("VMPP.protect_now", this::protectNow)
        .quick("VMPP.get_alerts", call -> call.object(0, "VMPP").list("recent_alerts"))
        .quick("VMPP.set_backup_retention_value", call -> {
          retention(call.whole(1), 1, 10, "backup_retention_value");
          return plain(call, "VMPP", "backup_retention_value");
        })
        .quick("VM.set_protection_policy", call -> {
          call.objectOrNull(1, "VMPP");
          call.object(0, "VM").set("protection_policy", call.text(1));
          return Handler.VOID;
        });
    for (var field : List.of("backup_last_run_time", "archive_last_run_time", "is_alarm_enabled", "archive_target_type", "archive_frequency", "backup_frequency")) {
      messages.quick("VMPP.set_" + field, call -> plain(call, "VMPP", field));
    }
    for (var field : List.of("alarm_config", "archive_schedule", "archive_target_config", "backup_schedule")) {
      messages.quick("VMPP.set_" + field, call -> plain(call, "VMPP", field));
      messages.quick("VMPP.add_to_" + field, call -> put(call, "VMPP", field));
      messages.quick("VMPP.remove_from_" + field, call -> remove(call, "VMPP", field));
    }
  }

  private static Object create(Call call) {
    var frequency = String.valueOf(call.map(0).getOrDefault("frequency", ""));
    var given = Creation.mapOf(call.map(0), "schedule");
    ScheduleKeys.check(frequency, given);
    var schedule = ScheduleKeys.complete(frequency, given);
    retention((Long) WireCheck.value("retained_snapshots", new dev.assay.xapi.table.ApiType.IntType(), call.map(0).getOrDefault("retained_snapshots", 7L)), 1, 10, "retained_snapshots");
    return Creation.from(call.database(), "VMSS", call.map(0)).set("schedule", schedule).ref();
  }

  private static void retention(long value, long least, long most, String field) {
    if (value < least || value > most) {
      throw Refusal.invalidValue(field, value);
    }
  }

  private static Object destroy(Call call, String type, String field) {
    var schedule = call.object(0, type);
    var members = schedule.targets("VMs");
    if (type.equals("VMSS") && !members.isEmpty()) {
      throw Refusal.of("VMSS_HAS_VM");
    }
    if (!members.isEmpty()) {
      throw Refusal.of("VMPP_HAS_VM");
    }
    call.database().where("VM", vm -> vm.text(field).equals(schedule.ref())).forEach(vm -> vm.set(field, Refs.NULL));
    call.database().delete(schedule);
    return Handler.VOID;
  }

  private static Object plain(Call call, String type, String field) {
    call.object(0, type).set(field, call.arguments().get(1));
    return Handler.VOID;
  }

  private static Object put(Call call, String type, String field) {
    var object = call.object(0, type);
    if (object.map(field).containsKey(call.text(1))) {
      throw Refusal.of("MAP_DUPLICATE_KEY", type, field, object.ref(), call.text(1));
    }
    object.putInto(field, call.text(1), call.text(2));
    return Handler.VOID;
  }

  private static Object remove(Call call, String type, String field) {
    call.object(0, type).removeFrom(field, call.text(1));
    return Handler.VOID;
  }

  private Object snapshotNow(Call call) {
    var schedule = call.object(0, "VMSS");
    var message = schedule.text("type").equals("checkpoint") ? "VM.checkpoint" : "VM.snapshot";
    snapshotAll(call, schedule, message, "is_vmss_snapshot", schedule.whole("retained_snapshots"));
    schedule.set("last_run_time", call.host().now());
    return "";
  }

  private Object protectNow(Call call) {
    var policy = call.object(0, "VMPP");
    var message = policy.text("backup_type").equals("checkpoint") ? "VM.checkpoint" : "VM.snapshot";
    snapshotAll(call, policy, message, "is_snapshot_from_vmpp", policy.whole("backup_retention_value"));
    policy.set("backup_last_run_time", call.host().now());
    return "";
  }

  private void snapshotAll(Call call, Entity schedule, String message, String mark, long kept) {
    for (var vm : schedule.targets("VMs")) {
      try {
        var name = schedule.text("name_label") + " " + WireTime.format(call.host().now()) + " " + vm.text("name_label");
        call.database().get("VM", (String) inner.call(call, message, vm.ref(), name)).set(mark, true);
        forgetOldest(call, vm, mark, kept);
      } catch (XapiException e) {
        call.host().note("schedule.failed", Map.of("vm", vm.uuid(), "code", e.code()));
      }
    }
  }

  private void forgetOldest(Call call, Entity vm, String mark, long kept) {
    var own = vm.targets("snapshots").stream()
        .filter(snapshot -> snapshot.flag(mark))
        .sorted(Comparator.comparing(snapshot -> snapshot.instant("snapshot_time")))
        .toList();
    own.stream().limit(Math.max(0, own.size() - kept)).forEach(snapshot -> VmCopies.deleteWithDisks(call.pool(), snapshot));
  }
}
