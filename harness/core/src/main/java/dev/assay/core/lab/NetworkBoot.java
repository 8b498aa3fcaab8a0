package dev.assay.core.lab;

import dev.assay.core.HostId;
import java.util.List;
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

  /**
   * Return what this host's installer has said since its files were published, oldest first; nothing where installers do
   * not report.
   *
   * <p>An installer reports by posting a line to {@code report} in the host's folder. A line that begins with
   * {@link #REFUSED} or {@link #FAILED} is its last.
   */
  default List<String> reports(HostId host) {
    return List.of();
  }

  /** How a report begins that no further try can change: the answers are wrong. */
  String REFUSED = "REFUSED: ";

  /** How a report begins that another try may change. */
  String FAILED = "FAILED: ";

  /** How a report begins that names the SSH host key of the new system: the lease's token and the public key follow ({@link HostKeys}). */
  String NEW_KEY = "NEW KEY: ";

  /** Return the address under which the host itself reaches a file of its own folder. */
  java.net.URI address(HostId host, String file);
}
