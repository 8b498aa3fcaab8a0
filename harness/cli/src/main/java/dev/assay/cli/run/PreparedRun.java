package dev.assay.cli.run;

import dev.assay.cli.Workspace;
import dev.assay.core.AssayException;
import dev.assay.core.Build;
import dev.assay.core.Need;
import dev.assay.core.Target;
import dev.assay.inventory.HostFacts;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Pins;
import dev.assay.inventory.need.Constraint;
import dev.assay.core.defect.Defects;
import dev.assay.core.defect.SeededDefect;
import dev.assay.simulator.fault.PlannedFault;
import dev.assay.store.RunHeader;
import dev.assay.store.RunRecord;
import dev.assay.testkit.lab.LabAccess;
import dev.assay.testkit.lab.RemoteAccess;
import dev.assay.testkit.lab.SimulatedAccess;
import dev.assay.testkit.plan.Plan;
import dev.assay.testkit.plan.Planner;
import dev.assay.testkit.plan.Room;
import dev.assay.testkit.plan.Selection;
import dev.assay.testkit.plan.Suites;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A request checked against the lab, the builds and the suites there are, and planned. */
record PreparedRun(RunRequest request, Lab lab, Build build, Plan plan, long seed, Defects defects, List<PlannedFault> faults, boolean exampleLab) {

  static PreparedRun of(RunRequest request, Workspace workspace) {
    var lab = workspace.lab(request.labFile());
    var build = build(lab, request);
    var defects = Defects.of(request.defects().stream().map(SeededDefect::parse).toList());
    if (!defects.isEmpty() && lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("running with --with-defect on lab " + lab.name() + ": only a lab simulated in this process can carry defects;"
          + " a served one takes them at 'assay lab serve --with-defect'");
    }
    if (!request.faults().isEmpty() && lab.kind() != Lab.Kind.SIMULATED) {
      throw new AssayException.Usage("running with --with-fault on lab " + lab.name() + ": only a lab simulated in this process can go wrong on demand;"
          + " a served one takes faults at 'assay lab serve --with-fault'");
    }
    var faults = request.faults().stream().map(text -> FaultText.parse(lab, text)).toList();
    Constraint.parse(request.where(), HostFacts.vocabulary(lab));
    var selection = request.only().isEmpty() ? Selection.ALL : new Selection(request.only());
    var plan = Planner.plan(Suites.inSizes(request.sizes()).named(request.suite()), build, selection, Room.of(lab, build));
    return new PreparedRun(request, lab, build, fitted(plan, lab), request.seed().orElse(lab.seed()), defects, faults, workspace.isExampleLab());
  }

  /** A lab of plain Xen may be one machine by intent: its user is told what that leaves out, and gets the rest. */
  private static Plan fitted(Plan plan, Lab lab) {
    if (plan.build().target() != Target.XEN) {
      return plan;
    }
    int hosts = (int) lab.hosts().stream().filter(host -> host.access().target() == Target.XEN).count();
    return plan.within(hosts, lab.name());
  }

  private static Build build(Lab lab, RunRequest request) {
    return ChosenBuild.of(lab, request.build());
  }

  Need need() {
    return plan.need(request.parallel()).where(request.where()).running(build.generation());
  }

  RunHeader header(String controller, Optional<String> chosenPolicy) {
    var options = request.options();
    chosenPolicy.ifPresent(policy -> options.put(GateStep.POLICY, policy));
    return new RunHeader(plan.suite().name(), build, lab.name(), request.labFile().toString(), seed, options, request.owner(), controller,
        request.replay(build.id().value(), seed, exampleLab));
  }

  /** Check that the plan is still the one that was stored: a suite or lab file may have changed since. */
  void mustBe(RunRecord record) {
    if (plan.cases().size() != record.planned()) {
      throw new AssayException.Usage("resuming run " + record.id() + ": it was planned with " + record.planned() + " cases, and the suite now has "
          + plan.cases().size() + "; start it anew: " + record.header().replay());
    }
  }

  /** Open the way to the lab's machines. */
  LabAccess access(Pins pins) {
    return switch (lab.kind()) {
      case SIMULATED -> SimulatedAccess.open(lab, seed, defects, faults, beginning());
      case REMOTE -> RemoteAccess.open(lab, System.getenv(), pins);
    };
  }

  /** A simulated lab wakes on the morning after the build came out, so that its runs lie as far apart as its builds. */
  private Instant beginning() {
    return lab.facts(build.id()).released().map(day -> day.plusDays(1).atTime(8, 0).toInstant(ZoneOffset.UTC)).orElse(SimulatedAccess.BEGINNING);
  }
}
