package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PoolPatchRef;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A hotfix that a pool was given. Those of a simulated product say in plain text what they are; a real product takes only signed ones, and
 * refusing ours is no fault of it.
 */
public final class Hotfix {

  private final Toolstack toolstack;
  private final PoolPatchRef ref;
  private final String uuid;

  private Hotfix(Toolstack toolstack, PoolPatchRef ref, String uuid) {
    this.toolstack = toolstack;
    this.ref = ref;
    this.uuid = uuid;
  }

  /** Upload one for a version of the product; a blank version fits all. */
  static Hotfix upload(Toolstack toolstack, String uuid, String version) {
    return toolstack.bench().act("hotfix.upload", uuid, Map.of("version", version), () -> {
      try {
        var text = "uuid=" + uuid + "\nname=assay-" + uuid.substring(0, 8) + "\nversion=" + version + "\nafter-apply-guidance=restartHost\n";
        return new Hotfix(toolstack, put(toolstack, text), uuid);
      } catch (XapiException e) {
        if (e.code().equals("INVALID_PATCH")) {
          throw new AssayException.Lab("uploading a hotfix to the pool of " + toolstack.master() + ": it takes only signed ones, and the lab has none for its build", e);
        }
        throw e;
      }
    });
  }

  /** Upload bytes that are no hotfix. */
  static void uploadRubbish(Toolstack toolstack) {
    put(toolstack, "this is no hotfix\n");
  }

  private static PoolPatchRef put(Toolstack toolstack, String text) {
    return toolstack.session().images(toolstack.http()).uploadHotfix(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  public void check(Host host) {
    toolstack.session().call("pool_patch.precheck", ref, host.ref());
  }

  public void apply(Host host) {
    toolstack.bench().act("hotfix.apply", host.id().value(), () -> toolstack.run("pool_patch.apply", ref, host.ref()));
  }

  /** Apply it on every host of the pool. */
  public void applyEverywhere() {
    toolstack.bench().act("hotfix.apply", "pool", () -> toolstack.run("pool_patch.pool_apply", ref));
  }

  /** Tell whether the product says that all hosts have it. */
  public boolean isEverywhere() {
    return (boolean) toolstack.session().call("pool_patch.get_pool_applied", ref);
  }

  /** Tell whether a host's own disk shows that it was put there. */
  public boolean liesOn(Host host) {
    try (var shell = host.shell()) {
      return shell.run(java.time.Duration.ofMinutes(1), java.util.List.of("test", "-f", "/var/patch/applied/" + uuid)).succeeded();
    }
  }

  /** Remove the uploaded file; hosts that have it keep it. */
  public void destroy() {
    toolstack.session().call("pool_patch.destroy", ref);
  }
}
