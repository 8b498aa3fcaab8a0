package dev.assay.core.time;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.List;

/**
 * A seeded source of chance. Equal seeds give equal draws on any machine and JDK.
 *
 * <p>The generator is SplitMix64 (Steele, Lea &amp; Flood, OOPSLA 2014). {@link #fork(String)} makes an independent source
 * from the seed and a name, so that what one part draws never shifts what another part draws. Not for secrets.
 */
public final class Chance {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long seed;
  private long state;

  private Chance(long seed) {
    this.seed = seed;
    this.state = seed;
  }

  public static Chance seeded(long seed) {
    return new Chance(seed);
  }

  public long seed() {
    return seed;
  }

  /** Make an independent source, fixed by this one's seed and the name alone. */
  public Chance fork(String name) {
    long hash = mix(seed ^ 0xA55A_1234_5678_9ABCL);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = mix(hash + GOLDEN_GAMMA + (b & 0xff));
    }
    return new Chance(hash);
  }

  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Draw a number from 0 (included) to 1 (excluded). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Draw a whole number from 0 (included) to the bound (excluded). */
  public int below(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("a bound is positive, not " + bound);
    }
    return (int) Math.floorMod(nextLong() >>> 1, (long) bound);
  }

  public boolean withProbability(double probability) {
    return nextDouble() < probability;
  }

  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Draw from the standard normal distribution (polar Box-Muller, one draw kept of each pair). */
  public double gaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Draw from the lognormal distribution with this median and this shape (sigma of the logarithm). */
  public double lognormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  /** Draw from the triangular distribution on [least, most] whose peak is at the least. */
  public double triangular(double least, double most) {
    return most - (most - least) * StrictMath.sqrt(1 - nextDouble());
  }

  /** Draw a version 4 UUID. */
  public UUID uuid() {
    long high = nextLong() & 0xFFFFFFFFFFFF0FFFL | 0x4000L;
    long low = nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
