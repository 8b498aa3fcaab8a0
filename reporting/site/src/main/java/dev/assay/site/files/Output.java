package dev.assay.site.files;

import dev.assay.core.AssayException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder to which reports are written: each file or folder appears under its name once it is whole. */
public record Output(Path folder) {

  /** Writes a file's content. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a text's content, in UTF-8. */
  public interface Text {
    void writeTo(BufferedWriter out) throws IOException;
  }

  /** Fills a folder. */
  public interface Contents {
    void writeInto(Path folder) throws IOException;
  }

  /**
   * Make the folder if it is missing.
   *
   * @throws AssayException.Usage when it cannot be made or written to
   */
  public static Output in(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", ""));
      return new Output(folder);
    } catch (IOException e) {
      throw new AssayException.Usage("writing reports into " + folder.toAbsolutePath() + ": " + reason(e) + "; choose a folder that can be written to");
    }
  }

  /** Write one file; when that fails, what stood there before stands there still. */
  public Path file(String name, Content content) {
    var target = folder.resolve(name);
    var part = folder.resolve("." + name + ".part");
    try {
      try (var out = Files.newOutputStream(part)) {
        content.writeTo(out);
      }
      return Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | UncheckedIOException e) {
      throw failure(target, e);
    } finally {
      delete(part);
    }
  }

  public Path text(String name, Text text) {
    return file(name, out -> {
      var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      text.writeTo(writer);
      writer.flush();
    });
  }

  /** Fill a folder and put it in the place of an older one. */
  public Path directory(String name, Contents files) {
    var target = folder.resolve(name);
    var part = folder.resolve("." + name + ".part");
    try {
      delete(part);
      files.writeInto(Files.createDirectories(part));
      delete(target);
      return Files.move(part, target);
    } catch (IOException | UncheckedIOException e) {
      throw failure(target, e);
    } finally {
      delete(part);
    }
  }

  private static AssayException failure(Path target, Exception e) {
    return new AssayException.Unavailable(
        "writing " + target.toAbsolutePath() + ": " + reason(e) + "; nothing half-written was left; check the disk's free space and the folder's rights", e);
  }

  private static String reason(Exception e) {
    var cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  /** Delete a file or a folder with all in it; nothing when it is not there. */
  public static void delete(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try {
      Files.walkFileTree(path, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
          Files.delete(file);
          return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
          Files.delete(folder);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + path, e);
    }
  }
}
