package dev.assay.simulator.shell;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Files in memory; some made up anew at each look, as those of {@code /proc} are. */
public final class FileTree implements Files {

  private final TreeMap<String, Content> files = new TreeMap<>();
  private final TreeMap<String, Supplier<byte[]>> generated = new TreeMap<>();
  private final TreeSet<String> folders = new TreeSet<>(List.of("/"));
  private long changes;

  /** Make up the content of a path at each look. */
  public void generate(String path, Supplier<byte[]> content) {
    makeFolder(parent(path));
    generated.put(path, content);
  }

  /** Return a number that grows with every change. */
  public long changes() {
    return changes;
  }

  /** Copy the stored files, by path; made-up ones are left out. */
  public SequencedMap<String, byte[]> snapshot() {
    var copy = new TreeMap<String, byte[]>();
    files.forEach((path, content) -> copy.put(path, content.bytes(0, content.length)));
    return copy;
  }

  /** Put these files here, with the folders they need. */
  public void restore(Map<String, byte[]> content) {
    content.forEach((path, bytes) -> {
      makeFolder(parent(path));
      replace(path, bytes);
    });
  }

  @Override
  public boolean isFile(String path) {
    var plain = Files.plain(path);
    return files.containsKey(plain) || generated.containsKey(plain);
  }

  @Override
  public boolean isFolder(String path) {
    return folders.contains(Files.plain(path));
  }

  @Override
  public List<String> list(String folder) {
    var plain = Files.plain(folder);
    if (!folders.contains(plain)) {
      throw CommandFailed.missing(folder);
    }
    var prefix = plain.equals("/") ? "/" : plain + "/";
    var names = new TreeSet<String>();
    var known = new LinkedHashSet<String>(folders);
    known.addAll(files.keySet());
    known.addAll(generated.keySet());
    for (var path : known) {
      if (path.startsWith(prefix) && path.length() > prefix.length()) {
        names.add(path.substring(prefix.length()).split("/")[0]);
      }
    }
    return List.copyOf(names);
  }

  @Override
  public long size(String path) {
    var maker = generated.get(Files.plain(path));
    return maker != null ? maker.get().length : content(path).length;
  }

  @Override
  public byte[] read(String path, long offset, int length) {
    var maker = generated.get(Files.plain(path));
    if (maker != null) {
      var bytes = maker.get();
      int from = (int) Math.min(offset, bytes.length);
      return Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
    }
    return content(path).bytes(offset, length);
  }

  @Override
  public void write(String path, long offset, byte[] bytes) {
    contentForWriting(path).put(Math.toIntExact(offset), bytes);
    changes++;
  }

  @Override
  public void truncate(String path, long length) {
    contentForWriting(path).resize(Math.toIntExact(length));
    changes++;
  }

  /** Give a file another name; what had it is gone. */
  public void rename(String from, String to) {
    contentForWriting(to);
    files.put(Files.plain(to), content(from));
    files.remove(Files.plain(from));
    changes++;
  }

  @Override
  public void delete(String path) {
    var plain = Files.plain(path);
    if (files.remove(plain) == null) {
      if (!folders.contains(plain)) {
        throw CommandFailed.missing(path);
      }
      var prefix = plain + "/";
      files.keySet().removeIf(file -> file.startsWith(prefix));
      folders.removeIf(folder -> folder.equals(plain) || folder.startsWith(prefix));
    }
    changes++;
  }

  @Override
  public void makeFolder(String path) {
    var plain = Files.plain(path);
    while (folders.add(plain)) {
      plain = parent(plain);
    }
    changes++;
  }

  private Content content(String path) {
    var content = files.get(Files.plain(path));
    if (content == null) {
      throw isFolder(path) ? new CommandFailed(1, path + ": Is a directory") : CommandFailed.missing(path);
    }
    return content;
  }

  private Content contentForWriting(String path) {
    var plain = Files.plain(path);
    if (generated.containsKey(plain)) {
      throw new CommandFailed(1, path + ": Permission denied");
    }
    if (isFolder(plain)) {
      throw new CommandFailed(1, path + ": Is a directory");
    }
    if (!folders.contains(parent(plain))) {
      throw CommandFailed.missing(path);
    }
    return files.computeIfAbsent(plain, unused -> new Content());
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  /** Bytes in pieces: they grow without copying, and what was never written takes no room. */
  private static final class Content {
    private static final int PIECE = 4096;

    private final TreeMap<Integer, byte[]> pieces = new TreeMap<>();
    int length;

    byte[] bytes(long offset, int wanted) {
      int from = (int) Math.min(offset, length);
      var copy = new byte[(int) Math.min(length, (long) from + wanted) - from];
      for (int at = 0; at < copy.length; at += room(from + at)) {
        int count = Math.min(room(from + at), copy.length - at);
        var piece = pieces.get((from + at) / PIECE);
        if (piece != null) {
          System.arraycopy(piece, (from + at) % PIECE, copy, at, count);
        }
      }
      return copy;
    }

    void put(int offset, byte[] content) {
      length = Math.max(length, Math.addExact(offset, content.length));
      for (int at = 0; at < content.length; at += room(offset + at)) {
        int count = Math.min(room(offset + at), content.length - at);
        System.arraycopy(content, at, pieces.computeIfAbsent((offset + at) / PIECE, unused -> new byte[PIECE]), (offset + at) % PIECE, count);
      }
    }

    void resize(int wanted) {
      if (wanted < length) {
        int last = wanted / PIECE;
        pieces.tailMap(last, false).clear();
        var piece = pieces.get(last);
        if (piece != null) {
          Arrays.fill(piece, wanted % PIECE, PIECE, (byte) 0);
        }
      }
      length = wanted;
    }

    /** Return how many bytes lie between here and the end of the piece. */
    private static int room(int offset) {
      return PIECE - offset % PIECE;
    }
  }
}
