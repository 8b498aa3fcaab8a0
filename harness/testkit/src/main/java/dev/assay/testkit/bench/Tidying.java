package dev.assay.testkit.bench;

import dev.assay.core.AssayException;
import dev.assay.core.lab.StaleLeaseException;
import dev.assay.testkit.Bench;
import dev.assay.testkit.Toolstack;
import dev.assay.testkit.SrRemoval;
import dev.assay.testkit.VmRemoval;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PoolFields;
import dev.assay.xapi.model.PoolRef;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VmFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Removes from one pool what was not there before the case, in the order in which things hang on one another. */
record Tidying(Bench bench, Inventory before) {


  /** Remove; return what could not be removed, in a line each. */
  List<String> run() {
    var toolstack = bench.toolstack(before.master());
    var session = toolstack.session();
    var wrong = new ArrayList<String>();
    for (var vm : added(before.vms(), Inventory.of(bench, before.master()).vms())) {
      attempt(wrong, vm, () -> {
        if (!session.get(VmFields.IS_CONTROL_DOMAIN, vm)) {
          new VmRemoval(toolstack).remove(vm);
        }
      });
    }
    for (var disk : added(before.disks(), Inventory.of(bench, before.master()).disks())) {
      attempt(wrong, disk, () -> removeDisk(toolstack, disk));
    }
    var left = Inventory.of(bench, before.master());
    added(before.networks(), left.networks()).forEach(network -> attempt(wrong, network, () -> session.call("network.destroy", network)));
    added(before.repositories(), left.repositories()).forEach(sr -> attempt(wrong, sr, () -> removeRepository(toolstack, sr)));
    added(left.repositories(), before.repositories()).forEach(sr -> wrong.add("storage repository " + sr + " is gone"));
    return wrong;
  }

  private static void removeDisk(Toolstack toolstack, dev.assay.xapi.model.VdiRef disk) {
    if (toolstack.session().get(VdiFields.MANAGED, disk)) {
      toolstack.session().call("VDI.destroy", disk);
    }
  }

  /** What became the default would leave the next case without one. */
  private static void removeRepository(Toolstack toolstack, SrRef sr) {
    var session = toolstack.session();
    var pool = session.callForAll(PoolRef.KIND, "pool.get_all").getFirst();
    if (session.get(PoolFields.DEFAULT_SR, pool).equals(sr)) {
      throw new AssayException.Product("it is the pool's default");
    }
    new SrRemoval(toolstack).remove(sr);
  }

  private void attempt(List<String> wrong, Ref what, Runnable removal) {
    try {
      removal.run();
      bench.history().append("bench.removed", what.kind().className(), Map.of("ref", what.value()));
    } catch (StaleLeaseException | AssayException.Cancelled e) {
      throw e;
    } catch (XapiException e) {
      if (!e.code().equals("HANDLE_INVALID")) {
        wrong.add(what.kind() + " " + what + " cannot be removed: " + e.getMessage());
      }
    } catch (AssayException e) {
      wrong.add(what.kind() + " " + what + " cannot be removed: " + e.getMessage());
    }
  }

  private static <R> List<R> added(List<R> before, List<R> now) {
    return now.stream().filter(ref -> !before.contains(ref)).toList();
  }
}
