package dev.assay.drivers.install;

import dev.assay.core.lab.HostKeys;

/** Keeps what a host's installer says, for a lease whose token is 7. */
public final class KeptKeys implements HostKeys {

  private volatile String ssh;
  private volatile String certificate;
  private volatile boolean unsettled;

  public KeptKeys(String ssh, String certificate) {
    this.ssh = ssh;
    this.certificate = certificate;
  }

  public String ssh() {
    return ssh;
  }

  public String certificate() {
    return certificate;
  }

  @Override
  public void change() {
    unsettled = true;
  }

  @Override
  public void settled() {
    unsettled = false;
  }

  @Override
  public boolean mayHaveChanged() {
    return unsettled;
  }

  @Override
  public String token() {
    return "7";
  }

  @Override
  public boolean pinsCertificate() {
    return true;
  }

  @Override
  public void sshKeyIs(String fingerprint) {
    ssh = fingerprint;
  }

  @Override
  public void certificateIs(String sha256) {
    certificate = sha256;
  }
}
