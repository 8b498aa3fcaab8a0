package dev.assay.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Verdict;
import dev.assay.core.run.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

class InvariantsTests {

  private final List<HistoryEvent> events = new ArrayList<>();

  @BeforeMethod
  void forget() {
    events.clear();
  }

  @Test
  void aHistoryInWhichAllHoldsPasses() {
    begin();
    note("writing", "guest-1", "value", "a");
    note("wrote", "guest-1", "value", "a");
    step("guest-1", "write guest-1", "write", "done");
    note("saw.product", "pool", "guest-1", "Running host-1", "guest-2", "Halted nowhere");
    note("saw.hypervisor", "host-1", "domains", "guest-1");
    note("saw.hypervisor", "host-2", "domains", "");
    note("saw.tasks", "pool", "pending", "");
    read("guest-1", "a", "boot-1");
    end();
    assertThat(judge().lines()).isEmpty();
    assertThat(judge().verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aGuestOnTwoHostsIsFound() {
    begin();
    note("saw.product", "pool", "guest-1", "Running host-1");
    note("saw.hypervisor", "host-1", "domains", "guest-1");
    note("saw.hypervisor", "host-2", "domains", "guest-1");
    end();
    assertFound("no-guest-on-two-hosts: guest-1 runs on host-1 and on host-2", "product-and-hypervisor-agree: the product says that [] run on host-2");
  }

  @Test
  void aGuestThatOnlyTheProductSeesIsFound() {
    begin();
    note("saw.product", "pool", "guest-1", "Paused host-1");
    note("saw.hypervisor", "host-1", "domains", "");
    end();
    assertFound("product-and-hypervisor-agree: the product says that [guest-1] run on host-1, its hypervisor has []");
  }

  @Test
  void aLostWriteIsFoundOnFileAndDisk() {
    begin();
    write("guest-1", "a");
    write("guest-1", "b");
    note("read", "guest-1", "value", "a", "disk", "b and a", "boot", "");
    end();
    assertFound("no-lost-acknowledged-write: guest-1 reads 'a' from its file where 'b' was written", "reads 'b and a' from its disk");
  }

  @Test
  void aWriteThatWasNotAcknowledgedMayBeThereOrNot() {
    for (var seen : List.of("a", "b")) {
      events.clear();
      begin();
      write("guest-1", "a");
      note("writing", "guest-1", "value", "b");
      read("guest-1", seen, "");
      end();
      assertThat(judge().lines()).isEmpty();
    }
  }

  @Test
  void aStateBroughtBackHoldsWhatItHeldThen() {
    begin();
    write("guest-1", "a");
    note("kept", "guest-1", "state", "s", "boot", "");
    write("guest-1", "b");
    note("reverted", "guest-1", "state", "s");
    read("guest-1", "b", "");
    end();
    assertFound("no-lost-acknowledged-write: guest-1 reads 'b' from its file where 'a' was written", "reads 'b' from its disk where 'a' was written");
  }

  @Test
  void aGuestThatBootsByItselfIsFound() {
    begin();
    read("guest-1", "", "boot-1");
    step("guest-1", "migrate-live guest-1 host-2", "migrate-live", "done");
    read("guest-1", "", "boot-2");
    step("guest-1", "reboot guest-1", "reboot", "done");
    read("guest-1", "", "boot-3");
    note("strike", "host-1", "fault", "power-cut", "kills-guests", "true");
    read("guest-1", "", "boot-4");
    end();
    assertFound("guests-keep-their-boot: guest-1 has booted again without being told to");
  }

  @Test
  void whatFailsOrIsDoneAgainstTheRulesIsFound() {
    begin();
    step("guest-1", "start guest-1", "start", "failed: INTERNAL_ERROR");
    step("guest-1", "start guest-1", "start", "lost: connection refused");
    step("guest-2", "!suspend guest-2", "suspend", "done though refused");
    step("guest-2", "!suspend guest-2", "suspend", "refused: VM_BAD_POWER_STATE");
    step("guest-2", "!suspend guest-2", "suspend", "refused: INTERNAL_ERROR");
    end();
    assertFound("allowed-operations-succeed: 'start guest-1' failed: INTERNAL_ERROR", "refusals-are-refusals: 'suspend guest-2' was done although",
        "refusals-are-refusals: 'suspend guest-2' was refused with INTERNAL_ERROR");
  }

  @Test
  void whatIsLeftBehindIsFound() {
    begin();
    note("saw.tasks", "pool", "pending", "Async.VM.clone");
    end("500000.0", "7000.0", "old new", "vm-1");
    assertFound("every-task-ends: tasks have not ended: Async.VM.clone", "no-orphaned-disk: disks belong to no VM: new", "nothing-left-behind: VMs are left behind: vm-1",
        "memory-accounted: the hypervisor of host-1 has 11000 MiB less", "no-leak: the control domain of host-1 has 700 MiB less");
  }

  @Test
  void aControlDomainThatStartedAgainDoesNotLeak() {
    begin();
    note("strike", "host-1", "fault", "power-cycle", "kills-guests", "true");
    end("511000.0", "7000.0", "old", "");
    assertThat(judge().lines()).isEmpty();
  }

  @Test
  void aHistoryThatWasBrokenOffSaysNothing() {
    begin();
    assertThat(judge().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
  }

  @Test
  void aCheckerThatCrashesNeitherPassesNorSpoilsTheOthers() {
    begin();
    step("guest-1", "start guest-1", "start", "failed: X");
    end();
    var crash = new Checker.Named("crash", history -> {
      throw new IllegalStateException("oops");
    });
    assertThat(Judgement.of(events, List.of(crash)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    var both = Judgement.of(events, List.of(crash, Checker.all("all", Invariants.all())));
    assertThat(both.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(both.lines()).hasSize(2);
  }

  @Test
  void aCheckerThatChangesItsMindIsCaught() {
    int[] looks = {0};
    begin();
    var moody = new Checker.Named("moody", history -> looks[0]++ % 2 == 0 ? List.of() : List.of(new Finding("x", history.getFirst())));
    assertThat(Judgement.of(events, List.of(moody)).lines()).singleElement().asString().contains("finds something else");
  }

  @Test
  void noneFindsNothing() {
    begin();
    assertThat(Judgement.of(events, List.of(Checker.NONE)).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void theRunsOfALongHistoryAreToldApart() {
    begin();
    end();
    events.add(new HistoryEvent(99, Instant.EPOCH, "case.ended", "x", new TreeMap<>()));
    begin();
    end();
    assertThat(StressEvents.runsIn(events)).hasSize(2).allSatisfy(run -> assertThat(Judgement.of(run, Invariants.all()).verdict()).isEqualTo(Verdict.PASS));
  }

  private Judgement judge() {
    return Judgement.of(events, Invariants.all());
  }

  private void assertFound(String... findings) {
    var lines = judge().lines();
    assertThat(lines).hasSize(findings.length);
    for (var finding : findings) {
      assertThat(lines).anyMatch(line -> line.contains(finding));
    }
  }

  private void begin() {
    note("begun", "pool", "guests", "2");
    resources("begin", "511000.0", "7700.0", "old", "");
  }

  private void end() {
    end("511000.0", "7699.0", "old", "");
  }

  private void end(String free, String dom0, String orphans, String vms) {
    resources("end", free, dom0, orphans, vms);
    note("saw.health", "host-1", "wrong", "");
    note("ended", "pool", "rounds", "1");
  }

  private void resources(String when, String free, String dom0, String orphans, String vms) {
    note("saw.resources", "host-1", "when", when, "free-memory-mib", free, "dom0-free-mib", dom0);
    note("saw.disks", "pool", "when", when, "orphaned", orphans);
    note("saw.vms", "pool", "when", when, "names", vms);
  }

  private void write(String guest, String value) {
    note("writing", guest, "value", value);
    note("wrote", guest, "value", value);
  }

  private void read(String guest, String value, String boot) {
    note("read", guest, "value", value, "disk", value, "boot", boot);
  }

  private void step(String guest, String step, String word, String ended) {
    note("step", guest, "step", step, "word", word, "round", "1", "ended", ended);
  }

  private void note(String kind, String subject, String... details) {
    var map = new TreeMap<String, String>();
    for (int i = 0; i < details.length; i += 2) {
      map.put(details[i], details[i + 1]);
    }
    events.add(new HistoryEvent(events.size(), Instant.EPOCH.plusSeconds(events.size()), "stress." + kind, subject, map));
  }
}
