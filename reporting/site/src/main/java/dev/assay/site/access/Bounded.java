package dev.assay.site.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets its oldest entry when it is full: what strangers send must not fill the memory. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1;
  private static final int MOST = 10_000;

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
