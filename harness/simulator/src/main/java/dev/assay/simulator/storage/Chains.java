package dev.assay.simulator.storage;

import dev.assay.core.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the volumes of a repository hang together. A snapshot or clone leaves what was written so far to a hidden base that
 * both read from; each writes beside it. A base that nobody reads from is garbage; one that a single child reads from is
 * merged with it. Contents are in the images alone: chains only count who keeps which block.
 */
public final class Chains {

  /** The longest chain from a volume to its root; source: the storage drivers' own limit. */
  public static final int LONGEST = 30;

  private final SequencedMap<String, Node> nodes = new LinkedHashMap<>();
  private final SequencedMap<String, Base> bases = new LinkedHashMap<>();
  private long hiddenBlocks;

  /** A hidden volume: where it lies, how large a disk it is of, and what it takes. */
  public record Hidden(String location, Bytes size, Bytes space) {}

  /** A merge that is due: {@code space} is to be written. */
  public record Merge(String location, Bytes space) {}

  /** A volume's place. */
  private abstract static sealed class Node {
    final String location;
    @Nullable Base parent;

    Node(String location) {
      this.location = location;
    }
  }

  private static final class Leaf extends Node {
    final DiskImage image;

    Leaf(String location, DiskImage image) {
      super(location);
      this.image = image;
    }
  }

  private static final class Base extends Node {
    final Bytes size;
    final List<Node> children = new ArrayList<>();
    Set<Long> blocks;

    Base(String location, Bytes size, Set<Long> blocks) {
      super(location);
      this.size = size;
      this.blocks = blocks;
    }
  }

  Bytes hiddenSpace() {
    return Bytes.of(hiddenBlocks * DiskImage.BLOCK);
  }

  /** Count the volumes from this one to its root, both included. */
  public int depth(String location) {
    int depth = 1;
    var node = nodes.get(location);
    for (var base = node == null ? null : node.parent; base != null; base = base.parent) {
      depth++;
    }
    return depth;
  }

  /** List the hidden volumes in the order they were made. */
  public SequencedCollection<Hidden> hidden() {
    return bases.values().stream().map(base -> new Hidden(base.location, base.size, Bytes.of((long) base.blocks.size() * DiskImage.BLOCK))).toList();
  }

  /** Name the hidden volume that this one, hidden or not, reads from. */
  public Optional<String> parentOf(String location) {
    Node node = bases.containsKey(location) ? bases.get(location) : nodes.get(location);
    return Optional.ofNullable(node).map(found -> found.parent).map(base -> base.location);
  }

  /**
   * Fork a volume's image: what it keeps becomes a hidden base, unless nothing was written since the last time.
   *
   * @param copy where the new volume lies
   * @param base where the hidden one will lie, if one is needed
   */
  public DiskImage fork(Volume origin, String copy, String base) {
    var from = (Leaf) nodes.computeIfAbsent(origin.location(), location -> new Leaf(location, origin.image()));
    var shared = from.parent;
    if (shared == null || !from.image.ownBlockNumbers().isEmpty()) {
      shared = hide(from, base);
    }
    var leaf = new Leaf(copy, origin.image().child());
    hang(leaf, shared);
    nodes.put(copy, leaf);
    return leaf.image;
  }

  private Base hide(Leaf from, String location) {
    var base = new Base(location, from.image.size(), from.image.beginAnew());
    hiddenBlocks += base.blocks.size();
    bases.put(location, base);
    var above = from.parent;
    if (above != null) {
      above.children.remove(from);
      hang(base, above);
    }
    hang(from, base);
    return base;
  }

  private static void hang(Node child, Base parent) {
    child.parent = parent;
    parent.children.add(child);
  }

  void removed(String location) {
    var node = nodes.remove(location);
    if (node != null && node.parent != null) {
      node.parent.children.remove(node);
    }
  }

  /** Return what the collector would do next: drop a base without children, or merge an only child with it. */
  public Optional<Merge> due() {
    for (var base : bases.values()) {
      if (base.children.isEmpty()) {
        return Optional.of(new Merge(base.location, Bytes.ZERO));
      }
      if (base.children.size() == 1) {
        return Optional.of(new Merge(base.location, Bytes.of((long) blocksOf(base.children.getFirst()).size() * DiskImage.BLOCK)));
      }
    }
    return Optional.empty();
  }

  /** Do it, if it is still due. */
  public void merge(String location) {
    var base = bases.get(location);
    if (base == null || base.children.size() > 1) {
      return;
    }
    bases.remove(location);
    hiddenBlocks -= base.blocks.size();
    var above = base.parent;
    if (above != null) {
      above.children.remove(base);
    }
    if (!base.children.isEmpty()) {
      var child = base.children.getFirst();
      child.parent = null;
      takeOver(child, base);
      if (above != null) {
        hang(child, above);
      }
    }
  }

  private void takeOver(Node child, Base from) {
    switch (child) {
      case Leaf leaf -> leaf.image.takeOver(from.blocks);
      case Base base -> {
        var all = new HashSet<>(base.blocks);
        all.addAll(from.blocks);
        hiddenBlocks += all.size() - base.blocks.size();
        base.blocks = all;
      }
    }
  }

  private static Set<Long> blocksOf(Node node) {
    return switch (node) {
      case Leaf leaf -> leaf.image.ownBlockNumbers();
      case Base base -> base.blocks;
    };
  }
}
