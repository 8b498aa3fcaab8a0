package dev.assay.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.testng.annotations.Test;

public class ChanceTests {

  @Test
  public void theGeneratorIsSplitMix64() {
    // The first outputs for seed 1234567, as in the reference implementation's published test vector.
    var chance = Chance.seeded(1234567);
    assertThat(chance.nextLong()).isEqualTo(6457827717110365317L);
    assertThat(chance.nextLong()).isEqualTo(3203168211198807973L);
  }

  @Test
  public void aForkDoesNotShiftItsParentNorDependOnWhenItIsMade() {
    var parent = Chance.seeded(7);
    var early = parent.fork("disks").nextLong();
    var next = parent.nextLong();
    assertThat(parent.fork("disks").nextLong()).isEqualTo(early);
    assertThat(Chance.seeded(7).nextLong()).isEqualTo(next);
    assertThat(parent.fork("nics").nextLong()).isNotEqualTo(early);
  }

  @Test
  public void drawsHaveTheMomentsOfTheirDistributions() {
    var chance = Chance.seeded(42);
    assertThat(DoubleStream.generate(chance::gaussian).limit(20_000).average().orElseThrow()).isBetween(-0.03, 0.03);
    assertThat(DoubleStream.generate(() -> chance.triangular(2, 5)).limit(20_000).average().orElseThrow()).isBetween(2.95, 3.05);
    assertThat(DoubleStream.generate(() -> chance.lognormal(10, 0.5)).limit(20_000).sorted().skip(10_000).findFirst().orElseThrow()).isBetween(9.7, 10.3);
  }

  @Test
  public void numbersBelowABoundStayBelowItAndMeetAllOfThem() {
    var chance = Chance.seeded(1);
    var seen = java.util.stream.IntStream.range(0, 1_000).map(i -> chance.below(7)).distinct().sorted().boxed().toList();
    assertThat(seen).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  public void uuidsAreOfVersionFour() {
    assertThat(Chance.seeded(3).uuid()).hasToString(Chance.seeded(3).uuid().toString()).extracting(java.util.UUID::version).isEqualTo(4);
  }
}
