package dev.assay.cli.xenlab;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.time.Time;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/**
 * The images of the lab, built once for each recipe. An image is in the cache whole or not at all: it is built in a folder
 * beside it that gets its name in the end; what a killed build left is thrown away by the next one.
 */
final class Images {

  static final Bytes ROOM = Bytes.gib(6);

  static final String BUILDING = "building-";
  private static final int LAST_LINES = 12;
  private static final List<String> NOT_FETCHED = List.of("Could not resolve", "Failed to fetch", "Unable to connect", "Could not connect", "Temporary failure resolving");

  private final LabFolder lab;
  private final Time time;
  private final Terminal terminal;

  Images(LabFolder lab, Time time, Terminal terminal) {
    this.lab = lab;
    this.time = time;
    this.terminal = terminal;
  }

  /** A built image. */
  record Image(XenBuild build, Path folder) {
    Path disk() {
      return folder.resolve("disk.qcow2");
    }

    Path media() {
      return folder.resolve("media");
    }

  }

  /** Return the image that this recipe makes, built now if it is not in the cache; the caller holds the lab's lock. */
  Image obtain(Recipe recipe) {
    var folder = lab.images().resolve(recipe.name());
    if (!Files.isDirectory(folder)) {
      demandRoot(recipe);
      clearLeftovers();
      Room.demand(makeFolder(lab.images()), ROOM, "building an image");
      var base = lab.images().resolve(recipe.base());
      if (!Files.isDirectory(base)) {
        terminal.progress("fetching and unpacking the Debian packages of " + recipe.build().id() + "; this takes minutes, once");
        make(recipe, base, recipe.mirror().variables(), recipe::packagesCommand);
      }
      terminal.progress("building the image of " + recipe.build().id());
      var variables = recipe.secrets().variables();
      variables.put("ASSAY_HOST_KEY", lab.hostKey().toString());
      variables.put("ASSAY_VERSION", recipe.build().xen());
      make(recipe, folder, variables, (files, out) -> recipe.buildCommand(base, files, out));
    }
    return new Image(recipe.build(), folder);
  }

  /** Unpacking packages makes files of many owners and device nodes. */
  private static void demandRoot(Recipe recipe) {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new AssayException.Usage("building the image of " + recipe.build().id() + ": only root may; run 'assay lab xen up' once as root with the same --data-dir");
    }
  }

  private void make(Recipe recipe, Path target, SequencedMap<String, String> variables, BiFunction<Path, Path, List<String>> command) {
    var start = time.now();
    var work = lab.images().resolve(BUILDING + target.getFileName());
    var log = lab.images().resolve(target.getFileName() + ".log");
    try {
      var out = Files.createDirectories(work.resolve("out"));
      var files = Files.createDirectories(work.resolve("files"));
      Recipe.writeFiles(files);
      variables.put("TMPDIR", Files.createDirectories(work.resolve("tmp")).toString());
      var last = new ArrayDeque<String>();
      int status;
      try (var details = Files.newBufferedWriter(log)) {
        status = new Program(lab, command.apply(files, out), variables).run(line -> note(line, last, details));
      }
      if (status != 0) {
        throw failure(recipe, status, last, log, Room.complaint(lab.images()));
      }
      Files.move(out, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UncheckedIOException e) {
      var complaint = Room.complaint(lab.images());
      throw new AssayException.Lab("building the image of " + recipe.build().id() + ": " + (complaint.isEmpty() ? e.getMessage() + "; look at the disk of " + lab.images() : full(complaint)), e);
    } finally {
      Output.delete(work);
    }
    terminal.progress("built " + target.getFileName() + " in " + time.since(start).toSeconds() + " s");
  }

  private void note(String line, Deque<String> last, Writer details) {
    last.addLast(line);
    if (last.size() > LAST_LINES) {
      last.removeFirst();
    }
    if (line.startsWith("I: ") || line.startsWith("assay: ")) {
      terminal.progress("  " + line.substring(line.indexOf(' ') + 1));
    }
    try {
      details.write(line + "\n");
      details.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param complaint what is to be said of the disk, if it is full */
  static AssayException failure(Recipe recipe, int status, Deque<String> last, Path log, String complaint) {
    var said = String.join("\n  ", last);
    var ended = "building the image of " + recipe.build().id() + ": ended with status " + status + "; ";
    var lines = "; its last lines:\n  " + said;
    if (NOT_FETCHED.stream().anyMatch(said::contains)) {
      return new AssayException.Unavailable(
          ended + "the packages cannot be fetched: check the network, or name a mirror in " + Recipe.Mirror.MAIN + " and " + Recipe.Mirror.SECURITY + lines, null);
    }
    var advice = !complaint.isEmpty() || said.contains("No space left") ? full(complaint) : "all it said is in " + log;
    return new AssayException.Lab(ended + advice + lines);
  }

  private static String full(String complaint) {
    return "the disk is full" + complaint + "; free " + Math.round(ROOM.inMib()) + " MiB and try again";
  }

  /** A build that was killed may have left processes and a folder; the lock says that none is at work. */
  private void clearLeftovers() {
    if (!Files.isDirectory(lab.images())) {
      return;
    }
    new LabProcesses(lab).all().stream().filter(process -> !process.is("qemu-system-x86_64") && !process.is("ipmi_sim"))
        .forEach(LabProcesses.Found::kill);
    try (var entries = Files.list(lab.images())) {
      entries.filter(entry -> entry.getFileName().toString().startsWith(BUILDING)).toList().forEach(Output::delete);
    } catch (IOException e) {
      throw new AssayException.Lab("clearing " + lab.images() + ": " + e, e);
    }
  }

  private static Path makeFolder(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new AssayException.Lab("making the folder " + folder + ": " + e, e);
    }
  }

  /** List the images that are in the cache. */
  List<String> cached() {
    if (!Files.isDirectory(lab.images())) {
      return List.of();
    }
    try (var entries = Files.list(lab.images())) {
      return entries.filter(Files::isDirectory).map(entry -> entry.getFileName().toString()).filter(name -> !name.startsWith(BUILDING)).sorted().toList();
    } catch (IOException e) {
      throw new AssayException.Lab("listing " + lab.images() + ": " + e, e);
    }
  }
}
