package dev.assay.simulator.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import org.testng.annotations.Test;

public class GenerationsTests {

  @Test
  public void aGenerationIsFoundByNameVersionOrAlias() {
    assertThat(Generations.named("creedence")).isEqualTo(Generations.named("6.5")).isEqualTo(Generations.named("6.5.0"));
    assertThat(Generations.named("8.3").name()).isEqualTo("stockholm");
    assertThat(Generations.named("6.5SP1").name()).isEqualTo("cream");
  }

  @Test
  public void anUnknownGenerationIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> Generations.named("boston")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("tampa (6.1)");
  }

  @Test
  public void sixGenerationsAreKnownOldestFirst() {
    assertThat(Generations.all()).extracting(ReleaseFacts::name).containsExactly("tampa", "clearwater", "creedence", "cream", "dundee", "stockholm");
  }

  @Test
  public void dom0GrewTo64BitsWithCreedence() {
    assertThat(Generations.all()).extracting(facts -> facts.limit(Limit.DOM0_BITS)).containsExactly(32L, 32L, 64L, 64L, 64L, 64L);
  }

  @Test
  public void cgroupsAndTheLargeLayoutCameWithDundee() {
    assertThat(Generations.all()).filteredOn(facts -> facts.has(Feature.CGROUPS) && facts.has(Feature.LARGE_LAYOUT)).extracting(ReleaseFacts::name).containsExactly("dundee", "stockholm");
  }
}
