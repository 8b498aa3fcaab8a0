package dev.assay.cli.serve;

import dev.assay.cli.ImportWork;
import dev.assay.cli.Services;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.judge.triage.TriageFile;
import dev.assay.site.access.Role;
import dev.assay.site.pages.Parameter;
import dev.assay.site.server.ApiCall;
import dev.assay.site.server.ApiReply;
import dev.assay.site.server.ApiRoute;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The calls by which files are uploaded: results of other tools, and issues with their links. */
public final class ImportControls {

  /** A server reads them in memory, beside all else that it does. */
  public static final int MOST_BYTES = 64 << 20;

  private static final int MOST_NAME = 1_000;

  private final Services services;

  /** One is read at a time. */
  private final ReentrantLock reading = new ReentrantLock();

  ImportControls(Services services) {
    this.services = services;
  }

  List<ApiRoute> routes() {
    var name = Parameter.text("name", "the file's name, whose end tells what it is").needed();
    return List.of(
        ApiRoute.post("/api/v1/imports", Role.USER, "Store results of another tool as a run", this::results).uploading(MOST_BYTES).asked(List.of(
            name, Parameter.text("suite", "the suite that it is a run of").needed(), Parameter.text("build", "the build that was tested").needed(),
            Parameter.text("product", "what the build is of, where the lab file does not know it"),
            Parameter.text("version", "the build's version, where the lab file does not know it"), Parameter.text("dryRun", "yes to read it and store nothing"))),
        ApiRoute.post("/api/v1/triage/imports", Role.USER, "Read issues and their links from CSV", this::issues).uploading(MOST_BYTES).asked(List.of(name)));
  }

  private ApiReply results(ApiCall call) {
    var work = new ImportWork(name(call), call.requiredQuery("suite"), call.requiredQuery("build"), call.query("product").orElse(ImportWork.PRODUCT), call.query("version"), call.who().name());
    boolean dryRun = call.query("dryRun").filter("yes"::equals).isPresent();
    reading.lock();
    try {
      return ApiReply.ok(work.carry(services, call.file(), dryRun).asMaps().getFirst());
    } finally {
      reading.unlock();
    }
  }

  private ApiReply issues(ApiCall call) {
    var imported = TriageFile.read(services.database(), name(call), text(call), call.who().name());
    return ApiReply.ok(new Rows("issues", "links", "unknownFailures").add(imported.issues(), imported.linked(), imported.unknownSignatures()).asMaps().getFirst());
  }

  private static String name(ApiCall call) {
    var name = call.requiredQuery("name");
    if (name.length() > MOST_NAME) {
      throw new AssayException.Usage("reading the address: the name of a file has at most " + MOST_NAME + " characters");
    }
    return name;
  }

  private static String text(ApiCall call) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(call.file())).toString();
    } catch (CharacterCodingException e) {
      throw new AssayException.Usage("importing " + call.requiredQuery("name") + ": it is no text in UTF-8");
    }
  }
}
