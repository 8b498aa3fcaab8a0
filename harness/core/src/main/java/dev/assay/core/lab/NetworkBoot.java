package dev.assay.core.lab;

import dev.assay.core.HostId;
import java.util.SequencedMap;

/**
 * What a host finds when it boots from the network: a boot script (iPXE) and the files that it names.
 *
 * <p>Files are served under the host's own folder; the names {@code boot.ipxe} and {@code answerfile.xml} are fixed.
 */
public interface NetworkBoot {

  /** Serve these files (name to content) to this host from now on, in place of what was served to it before. */
  void publish(HostId host, SequencedMap<String, byte[]> files);

  /** Stop serving this host. */
  void withdraw(HostId host);

  /** Return the address under which the host itself reaches a file of its own folder. */
  java.net.URI address(HostId host, String file);
}
