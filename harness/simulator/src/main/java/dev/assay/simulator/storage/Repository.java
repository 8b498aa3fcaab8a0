package dev.assay.simulator.storage;

import dev.assay.core.Bytes;
import java.util.LinkedHashMap;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The volumes of one storage repository, wherever it is kept. */
public final class Repository {

  private final String uuid;
  private final String type;
  private boolean thin;
  private final SequencedMap<String, Volume> volumes = new LinkedHashMap<>();
  private final Chains chains = new Chains();
  private Bytes left = Bytes.ZERO;

  Repository(String uuid, String type, boolean thin) {
    this.uuid = uuid;
    this.type = type;
    this.thin = thin;
  }

  public String uuid() {
    return uuid;
  }

  /** Return the API's name of the driver that made it, such as {@code lvmoiscsi}. */
  public String type() {
    return type;
  }

  /** Tell whether a volume takes only the space that was written, not all it may grow to. */
  public boolean thin() {
    return thin;
  }

  /** Let volumes take only what was written from now on. */
  public void provisionThinly() {
    thin = true;
  }

  public void put(Volume volume) {
    volumes.put(volume.location(), volume);
  }

  public @Nullable Volume find(String location) {
    return volumes.get(location);
  }

  /** Return the chains in which its volumes keep what they share. */
  public Chains chains() {
    return chains;
  }

  public void remove(String location) {
    volumes.remove(location);
    chains.removed(location);
  }

  /** Remove a volume whose space stays taken. */
  public void removeLeavingSpace(String location) {
    var volume = volumes.remove(location);
    if (volume != null) {
      left = left.plus(thin ? volume.image().allocated() : volume.image().size());
      chains.removed(location);
    }
  }

  public SequencedCollection<Volume> volumes() {
    return volumes.sequencedValues();
  }

  /** Return the space its volumes take on the medium. */
  public Bytes used() {
    long count = left.count() + chains.hiddenSpace().count();
    for (var volume : volumes.values()) {
      count += spaceOf(volume).count();
    }
    return Bytes.of(count);
  }

  /** Return the space that one volume takes itself; a snapshot on thick storage is deflated to what it keeps. */
  public Bytes spaceOf(Volume volume) {
    return thin || !volume.snapshotOf().isEmpty() ? volume.image().ownAllocated() : volume.image().size();
  }

  /** Return how much must be read to copy a volume: on thin storage what was written, else all. */
  public Bytes toCopy(Volume volume) {
    return thin ? volume.image().allocated() : volume.image().size();
  }
}
