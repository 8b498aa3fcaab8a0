package dev.assay.testkit;

import dev.assay.core.Build;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What can be asserted about a host. */
public final class HostAssert extends AbstractAssert<HostAssert, Host> {

  HostAssert(Host host) {
    super(host, HostAssert.class);
  }

  /** Check that it is enabled and live, that its services run, and that nothing crashed. */
  public HostAssert isHealthy() {
    Assertions.assertThat(HostHealth.of(actual)).as("what is wrong with " + actual).isEmpty();
    return this;
  }

  public HostAssert isEnabled() {
    Assertions.assertThat(actual.isEnabled()).as(actual + " is enabled").isTrue();
    return this;
  }

  public HostAssert isDisabled() {
    Assertions.assertThat(actual.isEnabled()).as(actual + " is enabled").isFalse();
    return this;
  }

  public HostAssert reports(Build build) {
    Assertions.assertThat(actual.softwareVersion()).as("version of " + actual).isEqualTo(build.version() + "-" + build.buildNumber());
    return this;
  }

  public HostAssert runs(List<String> services) {
    Assertions.assertThat(services.stream().filter(service -> !actual.runsService(service)).toList())
        .as("services of " + actual + " that do not run").isEmpty();
    return this;
  }

  /** Check that neither product nor hypervisor has a guest here. */
  public HostAssert runsNoVm() {
    Assertions.assertThat(actual.residents()).as("VMs that the product has on " + actual).isEmpty();
    Assertions.assertThat(actual.domains()).as("guests that the hypervisor has on " + actual).isEmpty();
    return this;
  }
}
