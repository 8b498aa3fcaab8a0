package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.HttpStatusException;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PoolPatchRef;
import dev.assay.xapi.model.TaskRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.table.ApiType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Moves whole VMs, disks and hotfixes in and out of a pool, as streams. */
public final class Images {

  private final XapiSession session;
  private final HttpHandlers handlers;

  Images(XapiSession session, HttpHandlers handlers) {
    this.session = session;
    this.handlers = handlers;
  }

  /** Export a halted VM with its disks; the caller closes the stream. */
  public InputStream export(VmRef vm) {
    return handlers.get("/export", query("ref", vm.value()));
  }

  /** Export a disk as raw bytes; the caller closes the stream. */
  public InputStream export(VdiRef vdi) {
    return handlers.get("/export_raw_vdi", query("vdi", vdi.value(), "format", "raw"));
  }

  /**
   * Import what {@link #export(VmRef)} gave, onto the default storage repository; return the new VMs.
   *
   * @param limit for the server to finish once it has everything
   * @throws XapiException when the server finds the image bad or has no room
   */
  public List<VmRef> importVms(InputStream image, Duration limit) {
    var result = (List<?>) importing("VM.import", new ApiType.SetType(new ApiType.RefType("VM")), "/import", image, limit);
    return result.stream().map(ref -> new VmRef((String) ref)).toList();
  }

  /** Fill a disk with raw bytes, as many as it holds or fewer. */
  public void importDisk(VdiRef vdi, InputStream bytes, Duration limit) {
    importing("VDI.import", ApiType.VOID, "/import_raw_vdi", bytes, limit, "vdi", vdi.value(), "format", "raw");
  }

  /**
   * Upload a hotfix to the pool; return its record.
   *
   * @throws XapiException when the server finds that it is none, or has it already
   */
  public PoolPatchRef uploadHotfix(InputStream hotfix) {
    var task = task("pool_patch.upload", ApiType.VOID);
    var answer = put(task, "/pool_patch_upload", hotfix, query());
    task.destroy();
    return new PoolPatchRef(new String(answer, StandardCharsets.UTF_8).strip());
  }

  /** The answer to an import says nothing; what became of it stands in a task that is made for it. */
  private Object importing(String what, ApiType result, String path, InputStream body, Duration limit, String... query) {
    var task = task(what, result);
    put(task, path, body, query(query));
    return task.awaitAndDestroy(limit);
  }

  private Task task(String what, ApiType result) {
    return new Task(session, session.callFor(TaskRef.KIND, "task.create", what, ""), what, result);
  }

  /** Whoever is refused learns from the answer only that he is; why stands in the task. */
  private byte[] put(Task task, String path, InputStream body, SequencedMap<String, String> query) {
    query.put("task_id", task.ref().value());
    try {
      return handlers.put(path, query, body);
    } catch (XapiException why) {
      task.destroy();
      throw why;
    } catch (HttpStatusException refused) {
      throw why(task, refused);
    }
  }

  private static AssayException why(Task task, HttpStatusException refused) {
    try {
      if (task.status().isOver()) {
        task.awaitAndDestroy(Duration.ZERO);
      }
      return refused;
    } catch (AssayException why) {
      why.addSuppressed(refused);
      return why;
    }
  }

  private static SequencedMap<String, String> query(String... pairs) {
    var query = new LinkedHashMap<String, String>();
    for (int i = 0; i < pairs.length; i += 2) {
      query.put(pairs[i], pairs[i + 1]);
    }
    return query;
  }
}
