package dev.assay.simulator.xapi;

import dev.assay.core.ProductVersion;
import dev.assay.xapi.XapiException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a VM can run: whether a host is live, enabled, sees its disks and networks, and has the memory. */
final class Placement {

  private Placement() {}

  /** Return why the VM cannot start on this host, or nothing. */
  static Optional<XapiException> obstacle(Pool pool, Entity vm, Entity host) {
    return notLive(pool, host)
        .or(() -> host.flag("enabled") ? Optional.empty() : Optional.of(Refusal.of("HOST_DISABLED", host.ref())))
        .or(() -> leaving(host))
        .or(() -> older(pool, vm, host))
        .or(() -> unseen(vm, host))
        .or(() -> GpuMessages.noneFree(vm, host))
        .or(() -> UsbMessages.absent(vm, host))
        .or(() -> tooLittleMemory(pool, vm, host));
  }

  /** A VM is sent to no host that is known to be down; one that is not known to be is found not to answer. */
  static Optional<XapiException> notLive(Pool pool, Entity host) {
    boolean live = host.target("metrics").filter(metrics -> metrics.flag("live")).isPresent();
    return live ? offline(pool, host).map(_ -> Refusal.of("CANNOT_CONTACT_HOST", host.ref())) : Optional.of(Refusal.of("HOST_NOT_LIVE"));
  }

  static Optional<XapiException> offline(Pool pool, Entity host) {
    var master = pool.master();
    boolean up = pool.host(host.ref())
        .filter(member -> member.isUp() && (member == master || master.doors().network().reaches(member.address())))
        .isPresent();
    return up ? Optional.empty() : Optional.of(Refusal.of("HOST_OFFLINE", host.ref()));
  }

  /** Nothing starts where everything is being moved away. */
  private static Optional<XapiException> leaving(Entity host) {
    return host.map("current_operations").containsValue("evacuate") ? Optional.of(Refusal.of("HOST_EVACUATE_IN_PROGRESS", host.ref())) : Optional.empty();
  }

  private static Optional<XapiException> older(Pool pool, Entity vm, Entity host) {
    var newest = pool.database().all("host").stream().map(Placement::version).max(Comparator.naturalOrder()).orElseThrow();
    return version(host).compareTo(newest) < 0
        ? Optional.of(Refusal.of("VM_HOST_INCOMPATIBLE_VERSION", host.ref(), vm.ref()))
        : Optional.empty();
  }

  static ProductVersion version(Entity host) {
    return ProductVersion.parse((String) host.map("software_version").get("product_version"));
  }

  /** Return what of the VM's disks and networks the host does not reach. */
  static Optional<XapiException> unseen(Entity vm, Entity host) {
    var disks = vm.targets("VBDs").stream().filter(vbd -> !vbd.flag("empty")).flatMap(vbd -> vbd.target("VDI").stream());
    var memory = vm.text("power_state").equals("Suspended") ? vm.target("suspend_VDI").stream() : Stream.<Entity>empty();
    return Stream.concat(disks, memory)
        .flatMap(vdi -> vdi.target("SR").stream())
        .filter(sr -> !plugged(sr, host))
        .findFirst()
        .map(sr -> Refusal.of("VM_REQUIRES_SR", vm.ref(), sr.ref()))
        .or(() -> vm.targets("VIFs").stream()
            .flatMap(vif -> vif.target("network").stream())
            .filter(network -> !onNetwork(network, host))
            .findFirst()
            .map(network -> Refusal.of("VM_REQUIRES_NETWORK", vm.ref(), network.ref())));
  }

  static boolean plugged(Entity sr, Entity host) {
    return sr.targets("PBDs").stream().anyMatch(pbd -> pbd.text("host").equals(host.ref()) && pbd.flag("currently_attached"));
  }

  /** A network without interfaces is internal to each host and so reached by all. */
  private static boolean onNetwork(Entity network, Entity host) {
    var pifs = network.targets("PIFs");
    return pifs.isEmpty() || pifs.stream().anyMatch(pif -> pif.text("host").equals(host.ref()));
  }

  static Optional<XapiException> tooLittleMemory(Pool pool, Entity vm, Entity host) {
    var needed = VmMemory.toStart(vm);
    var free = pool.hostOf(host).doors().resources().freeMemory();
    return needed.compareTo(free) > 0
        ? Optional.of(Refusal.of("HOST_NOT_ENOUGH_FREE_MEMORY", needed.count(), free.count()))
        : Optional.empty();
  }

  static List<Entity> possibleHosts(Pool pool, Entity vm) {
    return pool.database().where("host", host -> obstacle(pool, vm, host).isEmpty()).toList();
  }

  /** Choose the host that the VM prefers if it can run there, else that with most free memory. */
  static HostToolstack choose(Pool pool, Entity vm) {
    var possible = possibleHosts(pool, vm);
    return vm.target("affinity")
        .filter(possible::contains)
        .or(() -> possible.stream().max(Comparator.comparing(host -> pool.hostOf(host).doors().resources().freeMemory())))
        .map(pool::hostOf)
        .orElseThrow(() -> refuse(pool, vm));
  }

  /** When no host sees the storage, that is said; else only that there is no host. */
  private static XapiException refuse(Pool pool, Entity vm) {
    var hosts = pool.database().all("host");
    var unseen = hosts.stream().map(host -> unseen(vm, host)).toList();
    return unseen.stream().allMatch(Optional::isPresent) && !unseen.isEmpty()
        ? unseen.getFirst().orElseThrow()
        : Refusal.of("NO_HOSTS_AVAILABLE");
  }

  static HostToolstack demand(Pool pool, Entity vm, Entity host) {
    obstacle(pool, vm, host).ifPresent(refusal -> {
      throw refusal;
    });
    return pool.hostOf(host);
  }
}
