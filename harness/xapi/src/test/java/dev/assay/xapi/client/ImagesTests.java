package dev.assay.xapi.client;

import static dev.assay.xapi.wire.Wire.map;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.time.VirtualTime;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.HttpStatusException;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.model.PoolPatchRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmRef;
import dev.assay.xapi.table.ApiTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class ImagesTests implements HttpHandlers {

  private final List<String> asked = new ArrayList<>();
  private TestingTransport server;
  private Images images;
  private int status = 200;

  @BeforeMethod
  void start() {
    status = 200;
    asked.clear();
    server = new TestingTransport().answering("task.create", "OpaqueRef:task").answering("task.destroy", "");
    images = XapiClient.of(ApiTable.load(), VirtualTime.startingAt(Instant.EPOCH)).login(server, "root", "secret").images(this);
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    asked.add("GET " + path + " " + query);
    return stream("image");
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    try {
      asked.add("PUT " + path + " " + query + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (status != 200) {
      throw new HttpStatusException(path, status, "");
    }
    return "OpaqueRef:made\n".getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void taskEnds(String status, String result, List<String> error) {
    server.answering("task.get_status", status).answering("task.get_record", map("status", status, "result", result, "error_info", error));
  }

  @Test
  void anExportIsAskedForInTheSessionsName() throws IOException {
    try (var image = images.export(new VmRef("OpaqueRef:vm"))) {
      assertThat(image).hasContent("image");
    }
    assertThat(asked).containsExactly("GET /export {session_id=OpaqueRef:session-1, ref=OpaqueRef:vm}");
  }

  @Test
  void anImportTellsTheNewVmsFromItsTask() {
    taskEnds("success", "<value><array><data><value>OpaqueRef:new</value></data></array></value>", List.of());

    assertThat(images.importVms(stream("image"), ofMinutes(1))).containsExactly(new VmRef("OpaqueRef:new"));
    assertThat(asked).containsExactly("PUT /import {session_id=OpaqueRef:session-1, task_id=OpaqueRef:task} image");
    assertThat(server.methods()).endsWith("task.destroy");
  }

  @Test
  void anImportThatFailsTellsWhy() {
    taskEnds("failure", "", List.of("SR_FULL", "1", "0"));

    assertThatThrownBy(() -> images.importDisk(new VdiRef("OpaqueRef:vdi"), stream("bytes"), ofMinutes(1))).hasMessage("SR_FULL [1, 0]");
    assertThat(asked.getFirst()).startsWith("PUT /import_raw_vdi").contains("vdi=OpaqueRef:vdi", "format=raw");
  }

  @Test
  void aHotfixIsTheOneThatTheAnswerNames() {
    assertThat(images.uploadHotfix(stream("hotfix"))).isEqualTo(new PoolPatchRef("OpaqueRef:made"));
    assertThat(asked).containsExactly("PUT /pool_patch_upload {session_id=OpaqueRef:session-1, task_id=OpaqueRef:task} hotfix");
    assertThat(server.methods()).endsWith("task.destroy");
  }

  @Test
  void whyAnUploadWasRefusedIsReadFromItsTask() {
    status = 500;
    taskEnds("failure", "", List.of("INVALID_PATCH"));

    assertThatThrownBy(() -> images.uploadHotfix(stream("rubbish"))).isInstanceOf(XapiException.class).hasMessage("INVALID_PATCH");
    assertThat(server.methods()).endsWith("task.destroy");
  }

  @Test
  void anUploadThatWasRefusedForNoReasonTellsTheStatus() {
    status = 500;
    server.answering("task.get_status", "pending");

    assertThatThrownBy(() -> images.uploadHotfix(stream("rubbish"))).isInstanceOf(HttpStatusException.class).hasMessageContaining("HTTP status 500");
  }
}
