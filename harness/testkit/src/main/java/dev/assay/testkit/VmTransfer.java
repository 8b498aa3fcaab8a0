package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.time.Await;
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
import java.util.regex.Pattern;

/** Sends VMs out of a pool and takes them in, over the master's HTTP handlers. */
record VmTransfer(Toolstack toolstack) {

  private static final Pattern REFERENCE = Pattern.compile("OpaqueRef:[0-9A-Za-z-]+");

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

  Vm importVm(byte[] export) {
    var label = toolstack.bench().name("vm");
    return toolstack.bench().act("vm.import", label, Map.of("bytes", Integer.toString(export.length)), () -> {
      var session = toolstack.session();
      var task = session.callFor(TaskRef.KIND, "task.create", "import " + label, "");
      var query = new LinkedHashMap<String, String>();
      query.put("task_id", task.value());
      http().put("/import", query, new ByteArrayInputStream(export));
      var vm = imported(task);
      session.call("task.destroy", task);
      session.set(VmFields.NAME_LABEL, vm, label);
      return new Vm(toolstack, vm, label);
    });
  }

  private VmRef imported(TaskRef task) {
    var session = toolstack.session();
    Await.on(toolstack.time()).until("the import ends", () -> session.get(TaskFields.STATUS, task).isOver()).within(Toolstack.OPERATION);
    var record = session.record(task);
    var result = REFERENCE.matcher(record.get(TaskFields.RESULT));
    if (record.get(TaskFields.STATUS) != TaskStatus.SUCCESS || !result.find()) {
      throw new AssayException.Product("importing a VM: the product says " + record.get(TaskFields.STATUS).word() + " "
          + record.get(TaskFields.ERROR_INFO) + " " + record.get(TaskFields.RESULT));
    }
    return VmRef.KIND.ref(result.group());
  }

  private InSession http() {
    return new InSession(toolstack.http(), toolstack.session());
  }
}
