package dev.assay.cli.run;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.analysis.gate.GatePolicy;
import dev.assay.cli.Services;
import dev.assay.core.BuildId;
import dev.assay.core.HostId;
import dev.assay.core.time.SystemTime;
import dev.assay.judge.Judge;
import dev.assay.judge.PolicyFile;
import java.util.List;
import java.util.Optional;

/** Decides by one policy, which is read before anything is run: a policy with errors is told at once. */
public final class GateStep {

  private final Services services;
  private final GatePolicy policy;

  private GateStep(Services services, GatePolicy policy) {
    this.services = services;
    this.policy = policy;
  }

  public static GateStep of(Services services, String policyNameOrFile) {
    return new GateStep(services, PolicyFile.read(services.workspace().policy(policyNameOrFile)));
  }

  public GateDecision decide(BuildId build, Optional<BuildId> baseline) {
    return new Judge(services.runs(), this::hostClass).gate(policy, build, baseline, List.of(), SystemTime.real().now());
  }

  private String hostClass(HostId host) {
    return services.workspace().lab().host(host).map(known -> known.hostClass()).orElse("");
  }
}
