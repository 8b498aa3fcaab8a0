package dev.assay.inventory;

import dev.assay.core.FencingToken;
import java.util.Optional;

/**
 * What hosts are held against when they are connected to: the lab file's fingerprints, or what a host's installer said since.
 *
 * <p>A recorded pin holds as long as the lab file says what it said when the pin was recorded: a person who corrects the file
 * afterwards has the last word.
 */
public interface Pins {

  /** Return what holds now; nothing where the lab file pins nothing. */
  Optional<Pin> pin(String lab, Lab.Host host, Pin.Kind kind);

  /**
   * Record what the host is known by from now on, in this and any other process.
   *
   * @param who on whose word
   * @throws dev.assay.core.lab.StaleLeaseException when the token is not the host's live one: nothing is recorded then
   */
  void repin(String lab, Lab.Host host, Pin.Kind kind, String fingerprint, FencingToken token, String who);
}
