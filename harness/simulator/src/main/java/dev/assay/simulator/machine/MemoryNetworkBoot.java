package dev.assay.simulator.machine;

import dev.assay.core.HostId;
import dev.assay.core.lab.NetworkBoot;
import dev.assay.simulator.LabSpec;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** A boot server that is part of the simulated network: no sockets. */
public final class MemoryNetworkBoot implements NetworkBoot, BootFiles {

  private final Map<HostId, SequencedMap<String, byte[]>> published = new HashMap<>();

  @Override
  public void publish(HostId host, SequencedMap<String, byte[]> files) {
    published.put(host, new LinkedHashMap<>(files));
  }

  @Override
  public void withdraw(HostId host) {
    published.remove(host);
  }

  @Override
  public URI address(HostId host, String file) {
    return URI.create("http://boot.lab/" + host + "/" + file);
  }

  @Override
  public Optional<byte[]> fetch(LabSpec.Host host, String file) {
    return Optional.ofNullable(published.get(host.id())).map(files -> files.get(file));
  }
}
