package dev.assay.testkit;

import dev.assay.xapi.model.PowerState;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What can be asserted about a VM. */
public final class VmAssert extends AbstractAssert<VmAssert, Vm> {

  VmAssert(Vm vm) {
    super(vm, VmAssert.class);
  }

  public VmAssert isRunning() {
    return is(PowerState.RUNNING);
  }

  public VmAssert isHalted() {
    return is(PowerState.HALTED);
  }

  public VmAssert isSuspended() {
    return is(PowerState.SUSPENDED);
  }

  public VmAssert isPaused() {
    return is(PowerState.PAUSED);
  }

  private VmAssert is(PowerState expected) {
    Assertions.assertThat(actual.powerState()).as("power state of " + actual).isEqualTo(expected);
    return this;
  }

  /** Check that the guest can be logged in to before the limit, in the lab's time. */
  public VmAssert answersWithin(Duration limit) {
    actual.awaitLogin(limit);
    return this;
  }

  public VmAssert hasBootId(BootId expected) {
    Assertions.assertThat(actual.bootId()).as("boot of " + actual).isEqualTo(expected);
    return this;
  }

  public VmAssert hasRebootedSince(BootId before) {
    Assertions.assertThat(actual.bootId()).as("boot of " + actual).isNotEqualTo(before);
    return this;
  }

  /** Check that the product says it runs there, and that the hypervisors of the pool say so too and none else does. */
  public VmAssert runsOnlyOn(Host expected) {
    Assertions.assertThat(actual.host().id()).as("host of " + actual).isEqualTo(expected.id());
    var running = actual.toolstack().bench().pool().hosts().stream()
        .filter(host -> host.domains().stream().anyMatch(List.of(actual.name(), actual.uuid())::contains))
        .map(Host::id)
        .toList();
    Assertions.assertThat(running).as("hosts whose hypervisor runs " + actual).containsExactly(expected.id());
    return this;
  }

  /** Check that the file that was written last on its system disk reads back. */
  public VmAssert holds(String text) {
    Assertions.assertThat(actual.readBack()).as("data of " + actual).isEqualTo(text);
    return this;
  }

  /** Check that both ends of a disk read back what was written there. */
  public VmAssert holds(Disk disk, String text) {
    Assertions.assertThat(actual.data().read(disk)).as("both ends of " + disk).isEqualTo(List.of(text, text));
    return this;
  }

  public VmAssert sees(Disk disk) {
    Assertions.assertThat(actual.data().sees(disk.device())).as("guest of " + actual + " sees " + disk).isTrue();
    return this;
  }

  public VmAssert doesNotSee(String device) {
    Assertions.assertThat(actual.data().sees(device)).as("guest of " + actual + " sees " + device).isFalse();
    return this;
  }

  public VmAssert seesCard(NetworkCard card) {
    Assertions.assertThat(actual.data().seesCard(card.mac())).as("guest of " + actual + " sees " + card).isTrue();
    return this;
  }

  public VmAssert doesNotSeeCard(NetworkCard card) {
    Assertions.assertThat(actual.data().seesCard(card.mac())).as("guest of " + actual + " sees " + card).isFalse();
    return this;
  }
}
