package dev.assay.testkit.execution;

import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Outcome;
import dev.assay.core.run.Phase;
import java.time.Duration;
import java.util.List;

/**
 * Told what happens, for live progress; called after the journal has it, one call at a time. It must not wait on the
 * lab's time.
 */
public interface ExecutionListener {

  ExecutionListener NONE = new ExecutionListener() {};

  default void entered(Phase phase, String detail) {}

  /** A bench gets nearer to what the next case asks for. Lanes are numbered from 1. */
  default void prepared(int lane, List<HostId> hosts, String step) {}

  /** All is done, and these hosts are left running the build, in good order. */
  default void leftWell(List<HostId> hosts) {}

  default void started(int lane, CaseId testCase, int attempt, List<HostId> hosts) {}

  /** An attempt ended; {@code again} when another one of the same case follows. */
  default void ended(int lane, CaseId testCase, int attempt, Outcome outcome, Duration took, boolean again) {}
}
