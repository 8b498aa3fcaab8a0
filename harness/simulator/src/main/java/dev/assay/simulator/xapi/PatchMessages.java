package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.simulator.performance.Operation;

/** Hotfixes: patches of the releases up to 7.0 and the updates that followed them. */
final class PatchMessages {

  private PatchMessages() {}

  static void register(Messages messages) {
    messages
        .quick("pool_patch.precheck", call -> {
          precheck(call, call.object(0, "pool_patch"), call.object(1, "host"));
          return "";
        })
        .work("pool_patch.apply", call -> apply(call, call.object(0, "pool_patch"), call.object(1, "host")))
        .work("pool_patch.pool_apply", call -> {
          call.database().all("host").forEach(host -> apply(call, call.object(0, "pool_patch"), host));
          return Handler.VOID;
        })
        .quick("pool_patch.clean", call -> clean(call, "pool_patch"))
        .quick("pool_patch.pool_clean", call -> clean(call, "pool_patch"))
        .quick("pool_patch.clean_on_host", call -> {
          call.object(1, "host");
          return clean(call, "pool_patch");
        })
        .quick("pool_patch.destroy", PatchMessages::destroy)
        .work("host_patch.apply", call -> {
          var record = call.object(0, "host_patch");
          return apply(call, call.database().get("pool_patch", record.text("pool_patch")), call.database().get("host", record.text("host")));
        })
        .quick("host_patch.destroy", call -> {
          call.database().delete(call.object(0, "host_patch"));
          return Handler.VOID;
        })
        .quick("pool_update.introduce", UpdateFiles::introduce)
        .quick("pool_update.precheck", call -> {
          updatePrecheck(call.object(0, "pool_update"), call.object(1, "host"));
          return "ok";
        })
        .work("pool_update.apply", call -> applyUpdate(call, call.object(0, "pool_update"), call.object(1, "host")))
        .work("pool_update.pool_apply", call -> {
          call.database().all("host").forEach(host -> applyUpdate(call, call.object(0, "pool_update"), host));
          return Handler.VOID;
        })
        .quick("pool_update.pool_clean", call -> {
          call.object(0, "pool_update").target("vdi").ifPresent(vdi -> Vdis.delete(call.pool(), vdi));
          return Handler.VOID;
        })
        .quick("pool_update.destroy", call -> {
          var update = call.object(0, "pool_update");
          if (!update.list("hosts").isEmpty()) {
            throw Refusal.of("UPDATE_IS_APPLIED");
          }
          update.target("vdi").ifPresent(vdi -> Vdis.delete(call.pool(), vdi));
          call.database().delete(update);
          return Handler.VOID;
        });
  }

  private static boolean applied(Entity patch, Entity host) {
    return patch.targets("host_patches").stream().anyMatch(one -> one.text("host").equals(host.ref()) && one.flag("applied"));
  }

  private static void precheck(Call call, Entity patch, Entity host) {
    if (applied(patch, host)) {
      throw Refusal.of("PATCH_ALREADY_APPLIED", patch.ref());
    }
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    var version = (String) host.map("software_version").get("product_version");
    var wanted = patch.text("version").split(" ")[0];
    if (!wanted.isEmpty() && !version.startsWith(wanted)) {
      throw Refusal.of("PATCH_PRECHECK_FAILED_WRONG_SERVER_VERSION", patch.ref(), version, wanted);
    }
  }

  private static Object apply(Call call, Entity patch, Entity host) {
    if (applied(patch, host)) {
      return "";
    }
    precheck(call, patch, host);
    install(call, host, "/var/patch/applied/", patch);
    var record = call.database().create("host_patch").set("name_label", patch.get("name_label")).set("applied", true);
    record.set("name_description", patch.get("name_description")).set("timestamp_applied", call.host().now()).set("size", patch.get("size"));
    record.set("pool_patch", patch.ref()).set("host", host.ref());
    patch.set("pool_applied", call.database().all("host").stream().allMatch(one -> applied(patch, one)));
    return "Applied " + patch.text("name_label") + " on " + host.text("name_label") + "\n";
  }

  /** Put the hotfix onto the host's own disk, where it leaves a file of its name. */
  private static void install(Call call, Entity host, String folder, Entity hotfix) {
    var doors = call.pool().hostOf(host).doors();
    call.pool().hostOf(host).perform(new Operation.CreateStorage("pool"));
    if (!doors.defects().has(Defect.HOTFIX_NOT_APPLIED)) {
      doors.writeFile(folder + hotfix.uuid(), hotfix.text("name_label") + "\n");
    }
  }

  private static Object clean(Call call, String type) {
    call.object(0, type).set("size", 0L);
    return Handler.VOID;
  }

  private static Object destroy(Call call) {
    var patch = call.object(0, "pool_patch");
    if (!patch.list("host_patches").isEmpty()) {
      throw Refusal.of("PATCH_IS_APPLIED");
    }
    call.database().delete(patch);
    return Handler.VOID;
  }

  private static void updatePrecheck(Entity update, Entity host) {
    if (update.list("hosts").contains(host.ref())) {
      throw Refusal.of("UPDATE_ALREADY_APPLIED", update.ref());
    }
  }

  private static Object applyUpdate(Call call, Entity update, Entity host) {
    if (update.list("hosts").contains(host.ref())) {
      return Handler.VOID;
    }
    Placement.offline(call.pool(), host).ifPresent(refusal -> {
      throw refusal;
    });
    install(call, host, "/var/update/applied/", update);
    update.addTo("hosts", host.ref());
    host.addTo("updates", update.ref());
    if (update.list("after_apply_guidance").contains("restartHost")) {
      host.addTo("updates_requiring_reboot", update.ref());
    }
    return Handler.VOID;
  }
}
