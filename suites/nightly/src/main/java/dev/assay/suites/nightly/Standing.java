package dev.assay.suites.nightly;

import dev.assay.testkit.Variant;
import dev.assay.testkit.Vm;
import java.util.Locale;

/** The state that a VM is in when something is done to it. */
enum Standing implements Variant {
  HALTED {
    @Override
    void bring(Vm running) {
      running.shutDown();
    }

    @Override
    void backToRunning(Vm vm) {
      vm.start();
    }
  },
  SUSPENDED {
    @Override
    void bring(Vm running) {
      running.suspend();
    }

    @Override
    void backToRunning(Vm vm) {
      vm.resume();
    }
  },
  RUNNING {
    @Override
    void bring(Vm running) {}

    @Override
    void backToRunning(Vm vm) {}
  };

  /** Bring a running VM to this state. */
  abstract void bring(Vm running);

  abstract void backToRunning(Vm vm);

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
