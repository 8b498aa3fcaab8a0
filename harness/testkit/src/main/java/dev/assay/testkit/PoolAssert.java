package dev.assay.testkit;

import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What can be asserted about a pool. */
public final class PoolAssert extends AbstractAssert<PoolAssert, Pool> {

  PoolAssert(Pool pool) {
    super(pool, PoolAssert.class);
  }

  /** Check that each of its hosts is healthy. */
  public PoolAssert isHealthy() {
    actual.hosts().forEach(host -> new HostAssert(host).isHealthy());
    return this;
  }

  /** Check that the product lists exactly these hosts as its members. */
  public PoolAssert consistsOf(Host... hosts) {
    Assertions.assertThat(actual.members()).as("members of " + actual)
        .containsExactlyInAnyOrderElementsOf(Arrays.stream(hosts).map(Host::id).toList());
    return this;
  }
}
