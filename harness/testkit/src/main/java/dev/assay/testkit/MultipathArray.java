package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.ProductVersion;
import dev.assay.inventory.Lab;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.SrFields;
import java.util.List;
import java.util.Map;

/** An array whose LUNs hosts reach over several paths at once. Closing it switches their multipathing off; its repositories must be gone. */
public final class MultipathArray implements AutoCloseable {

  private static final ProductVersion FIELD_SINCE = ProductVersion.parse("7.5");
  private static final String NOTE = "mpath-";

  private final Toolstack toolstack;
  private final List<Lab.Export> luns;
  private final int paths;

  private MultipathArray(Toolstack toolstack, Lab.Export array) {
    this.toolstack = toolstack;
    this.luns = array.each();
    this.paths = array.paths();
  }

  /**
   * Find one of so many paths that all hosts of the pool reach, and switch their multipathing on.
   *
   * @throws AssayException.Absent when the lab has none
   */
  public static MultipathArray over(int paths, Pool pool) {
    var bench = pool.bench();
    var found = bench.access().lab().exports().stream()
        .filter(export -> export.kind().equals(Lab.Export.LUNS) && export.paths() == paths)
        .filter(export -> bench.pooled().stream().allMatch(host -> bench.declared(host).reaches().contains(export.name())))
        .findFirst()
        .orElseThrow(() -> new AssayException.Absent("looking for LUNs that " + pool + " reaches over " + paths + " paths: the lab declares none; an export of kind "
            + "'luns' whose target names so many portals is one"));
    var array = new MultipathArray(pool.toolstack(), found);
    array.multipath(true);
    return array;
  }

  public int luns() {
    return luns.size();
  }

  /** Make a repository on one of its LUNs. */
  public Sr createSr(int lun) {
    var name = toolstack.bench().name("lun");
    return toolstack.bench().act("sr.create", name, Map.of("kind", "iscsi"), () -> SrCreation.of(luns.get(lun)).on(toolstack, toolstack.ref(toolstack.master()), name));
  }

  /** Tell whether each host that is attached to the repository says that all paths to it are active. */
  public boolean reachesOverAllPaths(Sr sr) {
    var session = toolstack.session();
    return session.get(SrFields.PBDS, sr.ref()).stream()
        .map(pbd -> (Map<?, ?>) session.call("PBD.get_other_config", pbd))
        .allMatch(notes -> notes.entrySet().stream()
            .filter(note -> note.getKey().toString().startsWith(NOTE))
            .anyMatch(note -> note.getValue().equals("[" + paths + ", " + paths + "]")));
  }

  private void multipath(boolean on) {
    var build = toolstack.bench().build();
    for (var host : toolstack.session().callForAll(HostRef.KIND, "host.get_all")) {
      set(host, "multipathing", String.valueOf(on));
      set(host, "multipathhandle", "dmp");
      if (build.version().compareTo(FIELD_SINCE) >= 0) {
        toolstack.session().call("host.set_multipathing", host, on);
      }
    }
  }

  private void set(HostRef host, String key, String value) {
    toolstack.session().call("host.remove_from_other_config", host, key);
    toolstack.session().call("host.add_to_other_config", host, key, value);
  }

  @Override
  public void close() {
    multipath(false);
  }

  @Override
  public String toString() {
    return luns.size() + " LUNs over " + paths + " paths";
  }
}
