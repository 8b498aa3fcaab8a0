package dev.assay.testkit.lab;

import dev.assay.core.FencingToken;
import dev.assay.core.lab.HostKeys;
import dev.assay.inventory.Lab;
import dev.assay.inventory.Lease;
import dev.assay.inventory.Pin;
import dev.assay.inventory.Pins;
import java.util.Optional;

/** What one host is held against, asked anew at each connection: another run may have installed it meanwhile. */
record HostPins(Pins pins, String lab, Lab.Host host) {

  Optional<String> sshKey() {
    return now(Pin.Kind.SSH_KEY);
  }

  Optional<String> certificate() {
    return now(Pin.Kind.CERTIFICATE);
  }

  boolean mayHaveChanged() {
    return pins.isUnsettled(lab, host);
  }

  private Optional<String> now(Pin.Kind kind) {
    return pins.pin(lab, host, kind).map(Pin::fingerprint);
  }

  /** Let the holder of a lease record what the host's installer says. */
  HostKeys changedBy(Lease lease) {
    return new Changes(this, lease, lease.tokens().get(host.id()));
  }

  private record Changes(HostPins of, Lease lease, FencingToken held) implements HostKeys {

    @Override
    public void change() {
      of.pins.unsettle(of.lab, of.host, held, "lease " + lease.id() + " of " + lease.claimant().owner());
    }

    @Override
    public void settled() {
      of.pins.settle(of.lab, of.host, held);
    }

    @Override
    public boolean mayHaveChanged() {
      return of.mayHaveChanged();
    }

    @Override
    public String token() {
      return String.valueOf(held.value());
    }

    @Override
    public boolean pinsCertificate() {
      return of.certificate().isPresent();
    }

    @Override
    public void sshKeyIs(String fingerprint) {
      repin(Pin.Kind.SSH_KEY, fingerprint, "its installer");
    }

    @Override
    public void certificateIs(String sha256) {
      repin(Pin.Kind.CERTIFICATE, sha256, "the new system over SSH");
    }

    private void repin(Pin.Kind kind, String fingerprint, String word) {
      of.pins.repin(of.lab, of.host, kind, fingerprint, held, word + ", in lease " + lease.id() + " of " + lease.claimant().owner());
    }
  }
}
