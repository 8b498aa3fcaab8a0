package dev.assay.site.pages;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps what was read of things that do not change any more, the least recently asked for going first. */
final class Recent<K, V> {

  private final LinkedHashMap<K, V> kept;
  private final Map<K, CompletableFuture<Optional<V>>> underWay = new HashMap<>();

  Recent(int most) {
    kept = new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Return what is kept, else read it; of several who ask at the same time one reads and the others wait for it. */
  V get(K key, Supplier<V> reading) {
    return getIf(key, reading, _ -> true);
  }

  /** The same, keeping only what is worth it; what is not, each reads for himself. */
  V getIf(K key, Supplier<V> reading, Predicate<V> worth) {
    CompletableFuture<Optional<V>> own = new CompletableFuture<>();
    CompletableFuture<Optional<V>> others;
    synchronized (kept) {
      var known = kept.get(key);
      if (known != null) {
        return known;
      }
      others = underWay.putIfAbsent(key, own);
    }
    return others == null ? read(key, reading, worth, own) : others.join().orElseGet(reading);
  }

  /** Those who wait and hear of nothing kept, since it was not worth it or could not be read, read for themselves. */
  private V read(K key, Supplier<V> reading, Predicate<V> worth, CompletableFuture<Optional<V>> own) {
    Optional<V> keep = Optional.empty();
    try {
      var read = reading.get();
      keep = Optional.of(read).filter(worth);
      return read;
    } finally {
      synchronized (kept) {
        keep.ifPresent(value -> kept.put(key, value));
        underWay.remove(key);
      }
      own.complete(keep);
    }
  }
}
