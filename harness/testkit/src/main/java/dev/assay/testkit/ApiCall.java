package dev.assay.testkit;

import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.NetworkRef;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VbdRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmRef;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A call to the product, or two that undo each other, whose latency is worth watching. */
public enum ApiCall {
  LOGIN(toolstack -> toolstack.login(toolstack.bench().access().rootPassword(toolstack.master())).close()),
  VM_RECORD(toolstack -> toolstack.session().record(first(toolstack, VmRef.KIND))),
  VM_RECORDS(toolstack -> toolstack.session().all(VmRef.KIND)),
  VM_BY_NAME(toolstack -> toolstack.session().named(VmRef.KIND, "nobody")),
  HOST_RECORDS(toolstack -> toolstack.session().all(HostRef.KIND)),
  SR_RECORDS(toolstack -> toolstack.session().all(SrRef.KIND)),
  DISK_RECORDS(toolstack -> toolstack.session().all(VdiRef.KIND)),
  PLUG_RECORDS(toolstack -> toolstack.session().all(VbdRef.KIND)),
  EVENTS(toolstack -> toolstack.session().events(List.of("vm", "host", "sr"), "", Duration.ZERO)),
  FREE_MEMORY(toolstack -> toolstack.session().call("host.compute_free_memory", first(toolstack, HostRef.KIND))),
  SCAN(toolstack -> toolstack.session().call("SR.scan", localSr(toolstack))),
  NETWORK(toolstack -> Network.make(toolstack, toolstack.bench().name("timed"), 1500).close()),
  DISK(ApiCall::disk),
  NOTE(toolstack -> toolstack.session().call("pool.set_other_config", toolstack.pool(), new LinkedHashMap<String, Object>(
      toolstack.session().get(dev.assay.xapi.model.PoolFields.OTHER_CONFIG, toolstack.pool()))));

  private final Consumer<Toolstack> call;

  ApiCall(Consumer<Toolstack> call) {
    this.call = call;
  }

  /** Make the call, and return how long the product took. */
  public Duration time(Pool pool) {
    var toolstack = pool.toolstack();
    var begun = toolstack.time().now();
    call.accept(toolstack);
    return toolstack.time().since(begun);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <R extends Ref> R first(Toolstack toolstack, dev.assay.xapi.model.Kind<R> kind) {
    return toolstack.session().callForAll(kind, kind + ".get_all").getFirst();
  }

  private static SrRef localSr(Toolstack toolstack) {
    return toolstack.localSr(toolstack.ref(toolstack.master()));
  }

  private static void disk(Toolstack toolstack) {
    var sr = new Sr(toolstack, localSr(toolstack));
    sr.destroy(sr.createDisk(dev.assay.core.Bytes.mib(64)));
  }
}
