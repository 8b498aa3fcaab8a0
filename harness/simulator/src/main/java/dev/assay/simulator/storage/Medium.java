package dev.assay.simulator.storage;

import dev.assay.core.Bytes;
import java.util.LinkedHashMap;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Something that keeps repositories: a partition of a host's disk, an NFS directory, a LUN. */
public final class Medium {

  private final Bytes size;
  private final SequencedMap<String, Repository> repositories = new LinkedHashMap<>();

  public Medium(Bytes size) {
    this.size = size;
  }

  public Bytes size() {
    return size;
  }

  /** Make a repository, or return the one of this uuid that is there. */
  public Repository create(String uuid, String type, boolean thin) {
    return repositories.computeIfAbsent(uuid, id -> new Repository(id, type, thin));
  }

  public @Nullable Repository find(String uuid) {
    return repositories.get(uuid);
  }

  public void erase(String uuid) {
    repositories.remove(uuid);
  }

  public SequencedCollection<Repository> repositories() {
    return repositories.sequencedValues();
  }

  public Bytes used() {
    return repositories.values().stream().map(Repository::used).reduce(Bytes.ZERO, Bytes::plus);
  }

  public Bytes free() {
    return Bytes.of(Math.max(0, size.count() - used().count()));
  }
}
