package dev.assay.simulator.served;

import dev.assay.core.HostId;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.machine.BootFiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * Gives a host a new SSH key and a new certificate at each installation, and has its installer report the key as the script that it is
 * served says. The keys come from the seed and the number of installations.
 */
public final class RenewedKeys implements BootFiles {

  private static final Pattern TOKEN = Pattern.compile("(?m)^token='([^']*)'$");
  private static final Pattern REPORT = Pattern.compile("(?m)^report='([^']*)'$");

  private final LabKeys keys;
  private final HttpBootFiles files;
  private final Map<HostId, Integer> installations = new ConcurrentHashMap<>();
  private final Map<HostId, Runnable> listeners = new ConcurrentHashMap<>();

  /**
   * Make new keys for the hosts of a lab.
   *
   * @param seed the lab's
   */
  public RenewedKeys(long seed, HttpBootFiles files) {
    this.keys = new LabKeys(seed);
    this.files = files;
  }

  @Override
  public Optional<byte[]> fetch(LabSpec.Host host, String file) {
    return files.fetch(host, file);
  }

  @Override
  public SequencedMap<String, byte[]> makeKeys(LabSpec.Host host, String script) {
    installations.merge(host.id(), 1, Integer::sum);
    Optional.ofNullable(listeners.get(host.id())).ifPresent(Runnable::run);
    var line = PublicKeyEntry.toString(key(host.id(), LabKeys.Purpose.SSH).getPublic());
    files.report(URI.create(word(REPORT, script)), "NEW KEY: " + word(TOKEN, script) + " " + line);
    SequencedMap<String, byte[]> made = new LinkedHashMap<>();
    made.put("/etc/ssh/ssh_host_ecdsa_key.pub", (line + "\n").getBytes(StandardCharsets.UTF_8));
    made.put("/etc/xensource/xapi-ssl.pem", certificate(host.id()).pem().getBytes(StandardCharsets.UTF_8));
    return made;
  }

  private static String word(Pattern pattern, String script) {
    var found = pattern.matcher(script);
    if (!found.find()) {
      throw new IllegalArgumentException("the script that reports keys has no line " + pattern);
    }
    return found.group(1);
  }

  KeyPair key(HostId host, LabKeys.Purpose purpose) {
    return keys.key(host, purpose, installations.getOrDefault(host, 0));
  }

  Certificate certificate(HostId host) {
    return Certificate.selfSigned(host.value(), key(host, LabKeys.Purpose.XAPI));
  }

  void whenRenewed(HostId host, Runnable listener) {
    listeners.put(host, listener);
  }
}
