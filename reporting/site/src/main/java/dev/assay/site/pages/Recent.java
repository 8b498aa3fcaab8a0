package dev.assay.site.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps what was read of things that do not change any more, the least recently asked for going first. */
final class Recent<K, V> {

  private final LinkedHashMap<K, V> kept;

  Recent(int most) {
    kept = new LinkedHashMap<>(64, 0.75f, true) {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Return what is kept, else read it; two may read the same at once, which does no harm. */
  V get(K key, Supplier<V> reading) {
    return getIf(key, reading, _ -> true);
  }

  /** The same, keeping only what is worth it. */
  V getIf(K key, Supplier<V> reading, Predicate<V> worth) {
    synchronized (kept) {
      var known = kept.get(key);
      if (known != null) {
        return known;
      }
    }
    var read = reading.get();
    if (worth.test(read)) {
      synchronized (kept) {
        kept.put(key, read);
      }
    }
    return read;
  }
}
