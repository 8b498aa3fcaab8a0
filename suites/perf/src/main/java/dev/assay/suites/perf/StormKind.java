package dev.assay.suites.perf;

import dev.assay.core.Build;
import dev.assay.core.ProductVersion;
import dev.assay.testkit.Host;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Storm;
import dev.assay.testkit.Variant;
import java.util.Locale;
import java.util.Optional;

/** What a storm may be like. */
enum StormKind implements Variant {
  AS_USUAL,
  /** All are started paused and let go together: what the toolstack takes and what guests take stand apart. */
  STARTED_PAUSED,
  /** The storage is reached by cards of 100 Mbit/s; without a read cache nobody would come up within the hour. */
  SLOW_CARDS,
  /** What one guest has read, the next reads from the storage again. */
  WITHOUT_READ_CACHE;

  private static final int SLOW_MEGABITS = 100;
  private static final ProductVersion CACHED_SINCE = ProductVersion.parse("6.5");

  Storm shape(Storm storm) {
    return this == STARTED_PAUSED ? storm.startedPaused() : storm;
  }

  /** Bring a pool to what the storm is to meet there, until it is closed. */
  Surroundings in(Pool pool) {
    return switch (this) {
      case AS_USUAL, STARTED_PAUSED -> () -> {};
      case SLOW_CARDS -> {
        pool.hosts().forEach(host -> host.fixCardSpeed(SLOW_MEGABITS));
        yield () -> pool.hosts().forEach(Host::negotiateCardSpeed);
      }
      case WITHOUT_READ_CACHE -> {
        pool.defaultSr().cacheReads(false);
        yield () -> pool.defaultSr().cacheReads(true);
      }
    };
  }

  /** What is put back as it was. */
  @FunctionalInterface
  interface Surroundings extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Optional<String> unfitFor(Build build) {
    return (this == WITHOUT_READ_CACHE || this == SLOW_CARDS) && build.version().compareTo(CACHED_SINCE) < 0
        ? Optional.of("the read cache, which it is about or needs, came with " + CACHED_SINCE + "; " + build.id() + " is " + build.version())
        : Optional.empty();
  }
}
