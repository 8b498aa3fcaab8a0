package dev.assay.cli.run;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.cli.Asker;
import dev.assay.cli.Services;
import dev.assay.core.BuildId;
import dev.assay.core.HostId;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.Lab;
import dev.assay.judge.Judge;
import dev.assay.judge.PolicyFile;
import dev.assay.store.RunHeader;
import dev.assay.store.StoredKpiBook;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides by one policy, which is read before anything is run: a policy with errors is told at once. */
public final class GateStep {

  /** Results of a case that its failures are held against. */
  private static final int PAST = 200;

  /** The name of the option that says which policy was chosen. */
  static final String POLICY = "policy";

  private final Services services;
  private final GatePolicy policy;
  private final String digest;
  private @Nullable Lab lab;

  private GateStep(Services services, GatePolicy policy, String digest) {
    this.services = services;
    this.policy = policy;
    this.digest = digest;
  }

  public static GateStep of(Services services, String policyNameOrFile) {
    var file = services.workspace().policy(policyNameOrFile);
    return new GateStep(services, PolicyFile.read(file), PolicyFile.digest(file));
  }

  /** Return what a stored run is decided by: the policy that was chosen when it was begun, else its suite's own. */
  public static String policyOf(RunHeader header) {
    return header.options().getOrDefault(POLICY, header.suite().value());
  }

  static boolean isFile(String policyNameOrFile) {
    return policyNameOrFile.endsWith(".yaml") || policyNameOrFile.endsWith(".yml");
  }

  public GatePolicy policy() {
    return policy;
  }

  /** Return what tells exactly which file the policy was read from. */
  public String digest() {
    return digest;
  }

  /** Decide, and keep the decision; the baseline is the one named, else the policy's, else the build it last let pass that is not newer. */
  public GateDecision decide(BuildId build, Optional<BuildId> baseline) {
    var decision = consider(build, baseline);
    services.decisions().add(decision, digest, Asker.name());
    return decision;
  }

  /** Decide without keeping the decision. */
  public GateDecision consider(BuildId build, Optional<BuildId> baseline) {
    var order = BuildOrder.of(services.workspace());
    var against = baseline
        .or(() -> policy.baseline().map(BuildId::of))
        .or(() -> services.decisions().promoted(policy.name()).stream().filter(known -> !known.equals(build) && !order.isNewer(known, build)).findFirst())
        .filter(known -> !known.equals(build));
    var findings = services.findings();
    var judge = new Judge(services.runs(), StoredKpiBook.over(services.database()), this::hostClass, cases -> findings.pasts(cases, PAST),
        about -> Optional.of(services.triage().openDefects(about)), order::isNewer);
    return judge.gate(policy, build, against, services.waivers().of(policy.name()), SystemTime.real().now());
  }

  private String hostClass(HostId host) {
    return lab().host(host).map(known -> known.hostClass()).orElse("");
  }

  /** The lab file is read once: a large run asks about its hosts a hundred thousand times. */
  private Lab lab() {
    var known = lab;
    if (known == null) {
      known = services.workspace().lab();
      lab = known;
    }
    return known;
  }
}
