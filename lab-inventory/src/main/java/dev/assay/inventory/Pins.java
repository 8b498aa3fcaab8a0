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

  /**
   * Note that the host's keys change until {@link #settle}: what it shows, nobody may have said yet.
   *
   * @param who in whose lease
   * @throws dev.assay.core.lab.StaleLeaseException when the token is not the host's live one: nothing is noted then
   */
  void unsettle(String lab, Lab.Host host, FencingToken token, String who);

  /**
   * Note that the host shows the keys that are on record.
   *
   * @throws dev.assay.core.lab.StaleLeaseException when the token is not the host's live one: nothing is noted then
   */
  void settle(String lab, Lab.Host host, FencingToken token);

  /** Tell whether the host's keys were left in the middle of a change. */
  boolean isUnsettled(String lab, Lab.Host host);
}
