package dev.assay.drivers.xen;

import java.util.List;
import java.util.Optional;

/**
 * What one look at a host's hypervisor found.
 *
 * @param boot the control domain's present boot
 * @param domains without the control domain
 * @param ready ids of those whose guests have said that they are up
 */
public record Sighting(String boot, List<Domain> domains, List<Integer> ready) {

  public Sighting {
    domains = List.copyOf(domains);
    ready = List.copyOf(ready);
  }

  /** Find the domain of this identity; one that is being torn down is gone. */
  public Optional<Domain> find(String uuid) {
    return domains.stream().filter(domain -> domain.uuid().equals(uuid) && !domain.isEnding()).findFirst();
  }
}
