package dev.assay.simulator.xapi;

import java.util.List;

/** Hosts that form a cluster over one network, which shared block storage of newer releases needs. */
final class ClusterMessages {

  private static final String STACK = "corosync";

  private ClusterMessages() {}

  static void register(Messages messages) {
    messages
        .work("Cluster.create", call -> {
          var pif = call.object(0, "PIF");
          return create(call, pif, call.text(1), call.flag(2), 3).ref();
        })
        .work("Cluster.pool_create", ClusterMessages::createInPool)
        .work("Cluster.pool_resync", call -> {
          everyHost(call, call.object(0, "Cluster"));
          return Handler.VOID;
        })
        .work("Cluster.destroy", ClusterMessages::destroy)
        .work("Cluster.pool_destroy", call -> dissolve(call, call.object(0, "Cluster")))
        .work("Cluster.pool_force_destroy", call -> dissolve(call, call.object(0, "Cluster")))
        .quick("Cluster.get_network", call -> network(call.object(0, "Cluster")).ref())
        .work("Cluster_host.create", ClusterMessages::join)
        .work("Cluster_host.enable", ClusterMessages::enable)
        .work("Cluster_host.disable", call -> {
          count(call.object(0, "Cluster_host").set("enabled", false));
          return Handler.VOID;
        })
        .work("Cluster_host.destroy", call -> leave(call, false))
        .work("Cluster_host.force_destroy", call -> leave(call, true));
  }

  private static Entity create(Call call, Entity pif, String stack, boolean joinByThemselves, int limitsAt) {
    Locks.occupy(call, call.pool().record(), "cluster_create");
    if (!stack.equals(STACK)) {
      throw Refusal.of("INVALID_CLUSTER_STACK", stack);
    }
    double limit = call.given(limitsAt) ? call.real(limitsAt) : 20;
    double coefficient = call.given(limitsAt + 1) ? call.real(limitsAt + 1) : 1;
    mustBeAtLeast("token_timeout", limit, 1);
    mustBeAtLeast("token_timeout_coefficient", coefficient, 0.65);
    mustStay(pif);
    var cluster = call.database().create("Cluster").set("cluster_stack", stack).set("pool_auto_join", joinByThemselves);
    cluster.set("cluster_token", call.pool().chance().uuid().toString()).set("token_timeout", limit).set("token_timeout_coefficient", coefficient);
    cluster.set("allowed_operations", List.of("add", "remove", "enable", "disable", "destroy"));
    member(call, cluster, pif);
    return cluster;
  }

  private static void mustBeAtLeast(String name, double value, double least) {
    if (value < least) {
      throw Refusal.invalidValue(name, value);
    }
  }

  /** What a cluster runs over is up, stays up, and has an address. */
  private static void mustStay(Entity pif) {
    if (!pif.flag("disallow_unplug")) {
      throw Refusal.of("PIF_ALLOWS_UNPLUG", pif.ref());
    }
    if (!pif.flag("currently_attached")) {
      throw Refusal.of("REQUIRED_PIF_IS_UNPLUGGED", pif.ref());
    }
    if (pif.text("IP").isEmpty()) {
      throw Refusal.internal("PIF " + pif.ref() + " does not have any IP");
    }
  }

  private static Entity member(Call call, Entity cluster, Entity pif) {
    var member = call.database().create("Cluster_host").set("cluster", cluster.ref()).set("host", pif.get("host")).set("PIF", pif.ref());
    member.set("enabled", true).set("joined", true).set("live", true).set("last_update_live", call.host().now());
    count(member.set("allowed_operations", List.of("enable", "disable", "destroy")));
    return member;
  }

  /** Write down how many members there are, and whether they are enough to act. */
  private static void count(Entity member) {
    member.set("live", member.flag("enabled"));
    member.target("cluster").ifPresent(ClusterMessages::recount);
  }

  private static void recount(Entity cluster) {
    long all = cluster.list("cluster_hosts").size();
    long live = cluster.targets("cluster_hosts").stream().filter(one -> one.flag("enabled")).count();
    long quorum = all / 2 + 1;
    cluster.set("live_hosts", live).set("expected_hosts", all).set("quorum", quorum).set("is_quorate", live >= quorum);
  }

  private static Object createInPool(Call call) {
    var network = call.object(0, "network");
    for (var host : call.database().all("host")) {
      mustStay(interfaceOn(network, host));
    }
    var cluster = create(call, interfaceOn(network, call.host().record()), call.text(1), true, 2);
    everyHost(call, cluster);
    return cluster.ref();
  }

  private static Entity interfaceOn(Entity network, Entity host) {
    return network.targets("PIFs").stream().filter(pif -> pif.text("host").equals(host.ref())).findFirst()
        .orElseThrow(() -> Refusal.internal("No PIF found for host:" + host.ref() + " and network:" + network.ref()));
  }

  private static Entity network(Entity cluster) {
    return cluster.targets("cluster_hosts").stream().findFirst().flatMap(member -> member.target("PIF")).flatMap(pif -> pif.target("network"))
        .orElseThrow(() -> Refusal.of("NO_COMPATIBLE_CLUSTER_HOST", ""));
  }

  private static void everyHost(Call call, Entity cluster) {
    var network = network(cluster);
    for (var host : call.database().all("host")) {
      var member = cluster.targets("cluster_hosts").stream().filter(one -> one.text("host").equals(host.ref())).findFirst();
      member.ifPresentOrElse(one -> count(one.set("enabled", true)), () -> member(call, cluster, interfaceOn(network, host)));
    }
  }

  private static Object join(Call call) {
    var cluster = call.object(0, "Cluster");
    var host = call.object(1, "host");
    var pif = call.object(2, "PIF");
    if (!pif.text("host").equals(host.ref())) {
      throw Refusal.of("PIF_NOT_ATTACHED_TO_HOST", pif.ref(), host.ref());
    }
    if (call.database().where("Cluster_host", one -> one.text("host").equals(host.ref())).findAny().isPresent()) {
      throw Refusal.internal("Cluster host cannot be created because it already exists");
    }
    mustStay(pif);
    return member(call, cluster, pif).ref();
  }

  private static Object enable(Call call) {
    var member = call.object(0, "Cluster_host");
    member.target("PIF").ifPresent(ClusterMessages::mustStay);
    count(member.set("enabled", true));
    return Handler.VOID;
  }

  private static Object leave(Call call, boolean force) {
    var member = call.object(0, "Cluster_host");
    var cluster = member.target("cluster");
    if (!force && cluster.filter(one -> one.list("cluster_hosts").size() == 1).isPresent()) {
      throw Refusal.of("CLUSTER_HOST_IS_LAST", member.text("host"));
    }
    if (!force && !member.flag("enabled")) {
      throw Refusal.of("CLUSTERING_DISABLED", member.ref());
    }
    call.database().delete(member);
    cluster.ifPresent(ClusterMessages::recount);
    return Handler.VOID;
  }

  private static Object destroy(Call call) {
    var cluster = call.object(0, "Cluster");
    if (cluster.list("cluster_hosts").size() != 1) {
      throw Refusal.of("CLUSTER_DOES_NOT_HAVE_ONE_NODE", cluster.list("cluster_hosts").size());
    }
    return dissolve(call, cluster);
  }

  private static Object dissolve(Call call, Entity cluster) {
    cluster.targets("cluster_hosts").forEach(call.database()::delete);
    call.database().delete(cluster);
    return Handler.VOID;
  }

  /** Refuse what would take an interface from the cluster that runs over it. */
  static void mustNotCarryCluster(ObjectDatabase database, Entity pif) {
    database.where("Cluster_host", member -> member.text("PIF").equals(pif.ref()) && member.flag("enabled")).findFirst().ifPresent(member -> {
      throw Refusal.of("CLUSTERING_ENABLED", member.ref());
    });
  }
}
