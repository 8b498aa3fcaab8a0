package dev.assay.cli.xenlab;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.site.files.Output;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is left in the cache of recipes that are no more. An image that a host's disk is an overlay of, or that hosts may be installed from, is in
 * use, whatever its recipe.
 *
 * @param current the names of images, and of unpacked packages, that today's recipes make
 */
record OldImages(LabFolder lab, Set<String> current) {

  private static final int QCOW2 = 0x514649fb;
  private static final String LOG = ".log";

  static OldImages beside(LabFolder lab, Secrets secrets, Recipe.Mirror mirror) {
    var current = new LinkedHashSet<String>();
    Arrays.stream(XenBuild.values()).map(build -> new Recipe(build, secrets, mirror)).forEach(recipe -> current.addAll(List.of(recipe.name(), recipe.base())));
    return new OldImages(lab, current);
  }

  /** List them, and the logs of their builds. */
  List<Path> list() {
    if (!Files.isDirectory(lab.images())) {
      return List.of();
    }
    var used = used();
    try (var entries = Files.list(lab.images())) {
      return entries.filter(entry -> {
        var name = entry.getFileName().toString();
        name = name.endsWith(LOG) ? name.substring(0, name.length() - LOG.length()) : name;
        return !name.startsWith(Images.BUILDING) && !current.contains(name) && !used.contains(lab.images().resolve(name));
      }).sorted().toList();
    } catch (IOException e) {
      throw new AssayException.Lab("listing " + lab.images() + ": " + e, e);
    }
  }

  /** Remove them and tell what that freed; the caller holds the lab's lock. */
  void remove(Terminal terminal) {
    for (var old : list()) {
      var size = size(old);
      boolean told = Files.isDirectory(old);
      Output.delete(withoutName(old));
      if (told) {
        terminal.progress("removed " + old.getFileName() + ", of an earlier recipe: " + Math.round(size.inMib()) + " MiB");
      }
    }
  }

  /** Take its name from it first: what is half removed is no image. */
  private static Path withoutName(Path old) {
    try {
      return Files.move(old, old.resolveSibling(Images.BUILDING + old.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new AssayException.Lab("removing " + old + ": " + e, e);
    }
  }

  /** Return the folders of images that hosts' disks and the installation media rest on. */
  private Set<Path> used() {
    var used = new LinkedHashSet<Path>();
    try (var hosts = listed(lab.hosts()); var media = listed(lab.media())) {
      for (var host : hosts.toList()) {
        var disk = host.resolve("disk.qcow2");
        if (Files.isRegularFile(disk)) {
          used.add(disk.resolveSibling(backing(disk)).normalize().getParent());
        }
      }
      for (var link : media.filter(Files::isSymbolicLink).toList()) {
        used.add(link.resolveSibling(Files.readSymbolicLink(link)).normalize().getParent());
      }
    } catch (IOException e) {
      throw new AssayException.Lab("looking at what rests on images of " + lab.images() + ": " + e + "; none was removed; 'assay lab xen down --disks' forgets the hosts' disks", e);
    }
    return used;
  }

  private static Stream<Path> listed(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.list(folder) : Stream.empty();
  }

  /** Return the file that a disk is an overlay of, as its head has it; blank when it is none. */
  static String backing(Path disk) throws IOException {
    try (var head = new DataInputStream(Files.newInputStream(disk))) {
      if (head.readInt() != QCOW2) {
        throw new IOException(disk + " is no disk in the format qcow2");
      }
      head.skipNBytes(Integer.BYTES);
      long offset = head.readLong();
      int length = head.readInt();
      if (offset == 0) {
        return "";
      }
      head.skipNBytes(offset - 2 * Integer.BYTES - Long.BYTES - Integer.BYTES);
      return new String(head.readNBytes(length), StandardCharsets.UTF_8);
    }
  }

  private static Bytes size(Path folder) {
    try (var files = Files.walk(folder)) {
      return Bytes.of(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum());
    } catch (IOException | UncheckedIOException e) {
      throw new AssayException.Lab("measuring " + folder + ": " + e, e);
    }
  }
}
