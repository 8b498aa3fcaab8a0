package dev.assay.core.lab;

/**
 * What a host is known by, in the hands of the lease's holder who installs it: an installation makes a new SSH key and a new
 * certificate, and only the installer's own word says which.
 */
public interface HostKeys {

  /**
   * Note, before anything is done, that the host's keys change from now on until {@link #settled}: whoever holds it next, should
   * this holder be lost, knows that it may show keys which nobody has said yet.
   *
   * @throws StaleLeaseException when the lease is over: nothing is noted then
   */
  void change();

  /**
   * Note that the host shows the keys that are on record.
   *
   * @throws StaleLeaseException when the lease is over: nothing is noted then
   */
  void settled();

  /** Tell whether an installation that changes keys was begun and, be it that its holder was lost, never settled. */
  boolean mayHaveChanged();

  /** Return the word that the installer's report must bear: it belongs to this lease and to no other. */
  String token();

  /** Tell whether the host's certificate is pinned at all, or believed because an authority vouches for it. */
  boolean pinsCertificate();

  /**
   * Hold the host's SSH server to another key from now on.
   *
   * @param fingerprint {@code SHA256:...}
   * @throws StaleLeaseException when the lease is over: nothing is changed then
   */
  void sshKeyIs(String fingerprint);

  /**
   * Hold the host's XAPI to another certificate from now on.
   *
   * @param sha256 in lower-case hexadecimal
   * @throws StaleLeaseException when the lease is over: nothing is changed then
   */
  void certificateIs(String sha256);
}
