package dev.assay.simulator.shell;

import java.util.List;

/** Files by absolute path. What is not there fails with {@link CommandFailed}, as the commands print it. */
public interface Files {

  /** What a command may hold in memory of one file. */
  long MOST_AT_ONCE = 256L << 20;

  boolean isFile(String path);

  boolean isFolder(String path);

  /** List the names in a folder, in order. */
  List<String> list(String folder);

  long size(String path);

  /** Read at most so many bytes from an offset; fewer at the end of the file. */
  byte[] read(String path, long offset, int length);

  /** Write at an offset; a file grows as needed and comes into being if its folder is there. */
  void write(String path, long offset, byte[] bytes);

  /** Cut a file to this length; one that is not there comes into being. */
  void truncate(String path, long length);

  void delete(String path);

  void makeFolder(String path);

  default byte[] read(String path) {
    long size = size(path);
    if (size > MOST_AT_ONCE) {
      throw new CommandFailed(1, path + ": File too large to be read at once");
    }
    return read(path, 0, (int) size);
  }

  default void replace(String path, byte[] bytes) {
    truncate(path, 0);
    write(path, 0, bytes);
  }

  default void append(String path, byte[] bytes) {
    write(path, isFile(path) ? size(path) : 0, bytes);
  }

  /** Bring a path into its plain form: absolute, without empty, {@code .} and {@code ..} parts. */
  static String plain(String path) {
    var parts = new java.util.ArrayList<String>();
    for (var part : path.split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty()) {
          parts.removeLast();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return "/" + String.join("/", parts);
  }
}
