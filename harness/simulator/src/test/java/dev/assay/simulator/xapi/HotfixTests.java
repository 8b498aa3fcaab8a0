package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.defect.Defect;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class HotfixTests extends XapiFixture {

  private static final String UUID = "11111111-2222-3333-4444-555555555555";

  @BeforeMethod
  void installOneHost() {
    setUp(1);
  }

  private String upload(String text) {
    var query = new LinkedHashMap<>(Map.of("session_id", client.session()));
    var answer = client.host().http().put("/pool_patch_upload", query, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new String(answer, StandardCharsets.UTF_8);
  }

  @Test
  public void aPatchIsAppliedOncePerHost() {
    inside(() -> {
      var patch = upload("uuid=" + UUID + "\nname=XS65E001\nversion=6.5\nafter-apply-guidance=restartHost\n");
      assertThat(client.text("pool_patch.precheck", patch, client.thisHost())).isEmpty();
      client.call("pool_patch.apply", patch, client.thisHost());
      assertThat(client.get("pool_patch", patch, "pool_applied")).isEqualTo(true);
      assertRefused(() -> client.call("pool_patch.precheck", patch, client.thisHost()), "PATCH_ALREADY_APPLIED", patch);
      assertRefused(() -> client.call("pool_patch.destroy", patch), "PATCH_IS_APPLIED");
      assertThat(client.refs("host.get_patches", client.thisHost())).hasSize(1);
    });
  }

  private boolean isOnDisk() {
    var patch = upload("uuid=" + UUID + "\nname=XS65E001\n");
    client.call("pool_patch.apply", patch, client.thisHost());
    try (var shell = client.host().shell("root", XapiLab.PASSWORD)) {
      return shell.run(Duration.ofMinutes(1), List.of("test", "-f", "/var/patch/applied/" + UUID)).succeeded();
    }
  }

  @Test
  public void anAppliedPatchLiesOnTheHostsDiskUnlessThatFails() {
    inside(() -> assertThat(isOnDisk()).isTrue());
    setUp(1, Defect.HOTFIX_NOT_APPLIED);
    inside(() -> assertThat(isOnDisk()).isFalse());
  }

  @Test
  public void aPatchForAnotherVersionIsRefused() {
    inside(() -> {
      var patch = upload("uuid=" + UUID + "\nname=XS62E001\nversion=6.2\n");
      assertRefused(
          () -> client.call("pool_patch.apply", patch, client.thisHost()),
          "PATCH_PRECHECK_FAILED_WRONG_SERVER_VERSION", patch, "6.5.0", "6.2");
      assertRefused(() -> upload("uuid=" + UUID + "\n"), "PATCH_ALREADY_EXISTS", UUID);
      assertRefused(() -> upload("nothing of the kind"), "INVALID_PATCH");
    });
  }
}
