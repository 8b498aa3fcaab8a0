package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.time.Await;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.model.TaskFields;
import dev.assay.xapi.model.TaskRef;
import dev.assay.xapi.model.TaskStatus;
import dev.assay.xapi.model.VmFields;
import dev.assay.xapi.model.VmRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends VMs out of a pool and takes them in, over the master's HTTP handlers. */
record VmTransfer(Toolstack toolstack) {

  byte[] export(Vm vm) {
    return toolstack.bench().act("vm.export", vm.name(), Map.of(), () -> {
      var query = new LinkedHashMap<String, String>();
      query.put("ref", vm.ref().value());
      try (var in = http().get("/export", query)) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("exporting " + vm, e);
      }
    });
  }

  /** Take a VM in; which one it became shows in the pool, since releases differ in what they answer. */
  Vm importVm(byte[] export) {
    var label = toolstack.bench().name("vm");
    return toolstack.bench().act("vm.import", label, Map.of("bytes", Integer.toString(export.length)), () -> {
      var session = toolstack.session();
      var before = session.callForAll(VmRef.KIND, "VM.get_all");
      var task = session.callFor(TaskRef.KIND, "task.create", "import " + label, "");
      var query = new LinkedHashMap<String, String>();
      query.put("task_id", task.value());
      http().put("/import", query, new ByteArrayInputStream(export));
      awaitSuccess(task);
      session.call("task.destroy", task);
      var vm = session.callForAll(VmRef.KIND, "VM.get_all").stream().filter(ref -> !before.contains(ref)).findFirst()
          .orElseThrow(() -> new AssayException.Product("importing a VM: the product says it succeeded, and the pool has no new VM"));
      session.set(VmFields.NAME_LABEL, vm, label);
      return new Vm(toolstack, vm, label);
    });
  }

  private void awaitSuccess(TaskRef task) {
    var session = toolstack.session();
    Await.on(toolstack.time()).until("the import ends", () -> session.get(TaskFields.STATUS, task).isOver()).within(toolstack.limit());
    var record = session.record(task);
    if (record.get(TaskFields.STATUS) != TaskStatus.SUCCESS) {
      throw new AssayException.Product("importing a VM: the product says " + record.get(TaskFields.STATUS).word() + " "
          + record.get(TaskFields.ERROR_INFO));
    }
  }

  private HttpHandlers http() {
    return toolstack.session().through(toolstack.http());
  }
}
