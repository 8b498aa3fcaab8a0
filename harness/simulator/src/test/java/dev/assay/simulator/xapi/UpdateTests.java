package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Updates from repositories: fetched, looked at, installed, and what must follow them. */
public class UpdateTests extends XapiFixture {

  private String pool = "";

  @BeforeMethod
  void install() {
    setUpWith("stockholm");
  }

  private String introduce(String name, boolean update) {
    var url = "https://updates.example/" + name;
    return client.text("Repository.introduce", name, "", url + "/binary", url + "/source", update, "");
  }

  private String sync() {
    return client.text("pool.sync_updates", pool, false, "", "", "", "");
  }

  private void use(String... repositories) {
    pool = client.refs("pool.get_all").getFirst();
    client.call("pool.set_repositories", pool, List.of(repositories));
  }

  private JsonNode updates() {
    try (var body = client.host().http().get("/updates", new LinkedHashMap<>(Map.of("session_id", client.session())))) {
      return new JsonMapper().readTree(body.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  public void repositoriesAreCheckedBeforeTheyAreKept() {
    inside(() -> {
      var known = introduce("normal", true);
      assertRefused(() -> client.call("Repository.introduce", "x", "", "ftp://a/b", "https://a/b", true, ""), "INVALID_BASE_URL", "ftp://a/b");
      assertRefused(() -> client.call("Repository.introduce", "x", "", "https://a/b", "nonsense", true, ""), "INVALID_BASE_URL", "nonsense");
      assertRefused(() -> client.call("Repository.introduce", "x", "", "https://a/b", "https://a/b", true, "../key"), "INVALID_GPGKEY_PATH", "../key");
      assertRefused(() -> introduce("normal", true), "REPOSITORY_ALREADY_EXISTS", known);
      var bundle = client.text("Repository.introduce_bundle", "bundle", "");
      assertRefused(() -> client.call("Repository.introduce_bundle", "other", ""), "BUNDLE_REPOSITORY_ALREADY_EXISTS", bundle);
      use(known);
      assertRefused(() -> client.call("Repository.forget", known), "REPOSITORY_IS_IN_USE");
      use(known, introduce("second", true));
      assertRefused(this::sync, "MULTIPLE_UPDATE_REPOSITORIES_ENABLED");
      use();
      assertRefused(this::sync, "NO_REPOSITORY_ENABLED");
      assertRefused(() -> client.call("pool.set_update_sync_enabled", pool, true), "NO_REPOSITORIES_CONFIGURED");
      client.call("Repository.forget", known);
    });
  }

  @Test
  public void aHostIsUpdatedAndDoesWhatMustFollow() {
    inside(() -> {
      var repository = introduce("normal", true);
      use(introduce("base", false), repository);
      assertRefused(this::updates, "UPDATES_REQUIRE_SYNC");
      var host = client.thisHost();
      assertThat(client.get("host", host, "latest_synced_updates_applied")).isEqualTo("unknown");
      var hash = sync();
      assertThat(client.get("Repository", repository, "hash")).isEqualTo(hash);
      assertThat(client.get("host", host, "latest_synced_updates_applied")).isEqualTo("no");
      var ids = AvailableUpdate.of("stockholm").stream().map(AvailableUpdate::id).toList();
      assertThat(updates().at("/hosts/0/updates").values()).extracting(JsonNode::asString).containsExactlyElementsOf(ids);
      assertThat(updates().at("/hosts/0/guidance/mandatory").values()).extracting(JsonNode::asString).containsExactly("RebootHost");
      assertThat(updates().at("/updates/0/severity").asString()).isEqualTo("High");
      var vm = client.startVm("a");
      assertRefused(() -> client.call("host.apply_updates", host, "other"), "UPDATEINFO_HASH_MISMATCH");
      assertThat(client.get("host", host, "enabled")).isEqualTo(false);
      assertRefused(() -> client.call("host.apply_updates", host, hash), "HOST_EVACUATION_IS_REQUIRED", host);
      client.call("VM.hard_shutdown", vm);
      assertThat(client.refs("host.apply_updates", host, hash)).isEmpty();
      assertThat(client.get("host", host, "latest_synced_updates_applied")).isEqualTo("yes");
      assertThat(client.get("host", host, "pending_guidances")).isEqualTo(List.of("reboot_host"));
      assertThat(client.get("host", host, "pending_guidances_full")).isEqualTo(List.of("reboot_host"));
      assertThat(updates().at("/hosts/0/updates").values()).isEmpty();
      assertRefused(() -> client.call("host.enable", host), "HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY", host);
      assertRefused(() -> client.call("host.apply_updates", host, hash), "HOST_PENDING_MANDATORY_GUIDANCE_NOT_EMPTY", host);
      client.call("host.reboot", host);
      lab.time.sleep(Duration.ofMinutes(1));
      lab.awaitUp(1);
      client = lab.login(1);
      assertThat(client.get("host", host, "pending_guidances")).isEqualTo(List.of());
      assertThat(client.get("host", host, "pending_guidances_recommended")).isEqualTo(List.of());
      assertThat(client.get("host", host, "enabled")).isEqualTo(true);
    });
  }

  @Test
  public void guidanceIsReducedToWhatTheRestDoesNotBringAlong() {
    assertThat(Guidance.reduced(List.of(Guidance.RestartToolstack, Guidance.EvacuateHost, Guidance.RestartVM, Guidance.RebootHost).stream()))
        .containsExactly(Guidance.RebootHost, Guidance.RestartVM);
    assertThat(Guidance.reduced(List.of(Guidance.RestartDeviceModel, Guidance.EvacuateHost, Guidance.RestartToolstack).stream()))
        .containsExactly(Guidance.EvacuateHost, Guidance.RestartToolstack);
  }

  @Test
  public void aVmThatStartsAnewHasDoneItsPartAndSoHasAToolstack() {
    inside(() -> {
      var vm = client.startVm("a");
      var host = client.thisHost();
      var toolstack = lab.installed.get(XapiLab.address(1));
      toolstack.updates().install(AvailableUpdate.of("stockholm").stream().filter(update -> List.of("UPDATE-0002", "UPDATE-0003").contains(update.id())).toList());
      assertThat(client.get("host", host, "pending_guidances_recommended")).isEqualTo(List.of("restart_toolstack"));
      assertThat(client.get("VM", vm, "pending_guidances_recommended")).isEqualTo(List.of("restart_device_model"));
      assertThat(client.get("VM", vm, "pending_guidances_full")).isEqualTo(List.of("restart_vm"));
      client.call("VM.hard_reboot", vm);
      assertThat(client.get("VM", vm, "pending_guidances_recommended")).isEqualTo(List.of());
      assertThat(client.get("VM", vm, "pending_guidances_full")).isEqualTo(List.of());
      client.call("host.restart_agent", host);
      lab.time.sleep(Duration.ofSeconds(2));
      lab.awaitUp(1);
      client = lab.login(1);
      assertThat(client.get("host", host, "pending_guidances_recommended")).isEqualTo(List.of());
      assertThat(client.get("host", host, "pending_guidances_full")).isEqualTo(List.of("reboot_host"));
    });
  }

  @Test
  public void aBundleIsSentToThePool() {
    inside(() -> {
      var query = new LinkedHashMap<>(Map.of("session_id", client.session()));
      var bundle = client.text("Repository.introduce_bundle", "bundle", "");
      use();
      assertRefused(() -> client.host().http().put("/bundle", query, new ByteArrayInputStream(new byte[8])), "BUNDLE_REPO_NOT_ENABLED");
      use(bundle);
      assertRefused(this::sync, "CAN_NOT_SYNC_UPDATES");
      var hash = new String(client.host().http().put("/bundle", query, new ByteArrayInputStream(new byte[8])), StandardCharsets.UTF_8);
      assertThat(client.get("Repository", bundle, "hash")).isEqualTo(hash);
    });
  }
}
