package dev.assay.testkit.stress;

import static dev.assay.core.Bytes.gib;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.testkit.Snapshot;
import dev.assay.testkit.Vm;
import dev.assay.xapi.model.PowerState;
import java.time.Duration;

/**
 * Does one operation on a guest, and writes down what later judgements hang on: values written, kept, brought back, read.
 *
 * @param id names this step in values and kept states
 */
record Operating(Stage stage, Guest guest, Step.Operate step, String id) {

  static final Bytes MEMORY = gib(1);
  static final Bytes MOST_MEMORY = gib(2);
  static final int VCPUS = 1;
  static final int MOST_VCPUS = 4;

  private static final Duration ANSWER = Duration.ofMinutes(10);

  void run() {
    var vm = guest.vm();
    switch (step.word()) {
      case START -> vm.start();
      case STOP -> vm.shutDown();
      case REBOOT -> vm.reboot();
      case SUSPEND -> vm.suspend();
      case RESUME -> answering(vm::resume);
      case PAUSE -> vm.pause();
      case UNPAUSE -> answering(vm::unpause);
      case POWER_OFF -> vm.powerOff();
      case MIGRATE -> answering(() -> vm.migrateTo(stage.host(step.host()), false));
      case MIGRATE_LIVE -> answering(() -> vm.migrateTo(stage.host(step.host())));
      case ADD_DISK -> addDisk();
      case REMOVE_DISK -> vm.remove(guest.addedDisk().orElseThrow());
      case ADD_CARD -> vm.connect(vm.network());
      case REMOVE_CARD -> vm.disconnect(vm.cards().getLast());
      case RAISE_MEMORY -> giveMemory(MOST_MEMORY);
      case RESET_MEMORY -> giveMemory(MEMORY);
      case RAISE_VCPUS -> vm.setVcpus(stage.pool().bearableVcpus(MOST_VCPUS));
      case RESET_VCPUS -> vm.setVcpus(VCPUS);
      case SNAPSHOT -> keep(vm.snapshot(), "");
      case CHECKPOINT -> checkpoint();
      case REVERT -> revert();
      case CLONE -> cloneAndWrite();
      case COPY -> readFrom("copy", vm.fullCopy());
      case EXPORT -> readFrom("import", stage.pool().importVm(vm.export()));
      case SCAN -> stage.pool().defaultSr().scan();
      case WRITE -> write();
    }
  }

  /** Try it although the product does not allow it; returns only when it was done nevertheless. */
  void tryRefused() {
    var vm = guest.vm();
    switch (step.word()) {
      case START -> vm.powerOn();
      case STOP -> vm.shutDown();
      case REBOOT -> vm.cleanReboot();
      case SUSPEND -> vm.suspend();
      case RESUME -> vm.resume();
      case PAUSE -> vm.pause();
      case UNPAUSE -> vm.unpause();
      case POWER_OFF -> vm.powerOff();
      default -> run();
    }
  }

  private void answering(Runnable operation) {
    operation.run();
    guest.vm().awaitLogin(ANSWER);
  }

  private void giveMemory(Bytes memory) {
    var vm = guest.vm();
    vm.setMemory(memory);
    if (vm.powerState() == PowerState.RUNNING) {
      vm.awaitMemory(memory, ANSWER);
    }
  }

  private void addDisk() {
    var disk = guest.vm().addDisk(gib(1));
    if (guest.vm().powerState() == PowerState.RUNNING) {
      guest.vm().writeAndSync(disk, id);
      if (!guest.vm().readBack(disk).stream().allMatch(id::equals)) {
        throw new AssayException.Product("writing to a new disk of " + guest + ": its ends do not read back what was written");
      }
    }
  }

  private void keep(Snapshot snapshot, String boot) {
    guest.lastKept().ifPresent(old -> old.snapshot().destroy());
    guest.keep(id, snapshot);
    stage.note("kept", guest.name(), "state", id, "boot", boot);
  }

  private void checkpoint() {
    var boot = guest.vm().bootId().value();
    keep(guest.vm().checkpoint(), boot);
  }

  private void revert() {
    var kept = guest.lastKept().orElseThrow();
    if (guest.vm().powerState() != PowerState.HALTED) {
      guest.vm().powerOff();
    }
    kept.snapshot().revert();
    stage.note("reverted", guest.name(), "state", kept.name());
  }

  /** What a clone writes must not reach its origin. */
  private void cloneAndWrite() {
    try (var clone = guest.vm().copyOnWriteClone()) {
      clone.start();
      clone.writeAndSync("written in a clone by " + id);
      clone.writeAndSync(Guest.register(clone), "written in a clone by " + id);
      clone.shutDown();
    }
  }

  private void readFrom(String by, Vm copy) {
    try (copy) {
      copy.start();
      Observing.read(stage, guest, copy, by, "");
    }
  }

  private void write() {
    stage.note("writing", guest.name(), "value", id);
    guest.vm().writeAndSync(id);
    guest.vm().writeAndSync(Guest.register(guest.vm()), id);
    stage.note("wrote", guest.name(), "value", id);
  }
}
