package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.core.time.Time;
import dev.assay.simulator.guest.GuestOs;
import dev.assay.simulator.performance.HostResources;
import java.util.Map;

/** A VM that the hypervisor runs (or holds paused): its guest, and what it holds of its host. */
final class Domain implements GuestOs.Listener {

  private final Entity vm;
  private final VmHardware hardware;
  private final Time.Signal changed;
  private final GuestOs guest;
  private HostToolstack host;
  private HostResources.Residence residence;
  private Bytes claimed;
  private int id;
  private int reboots;
  private boolean gone;
  private boolean paused;

  Domain(HostToolstack host, Entity vm, HostResources.Residence residence, Bytes claimed, int id) {
    this.host = host;
    this.vm = vm;
    this.residence = residence;
    this.claimed = claimed;
    this.id = id;
    this.changed = host.doors().time().signal();
    this.hardware = new VmHardware(host.pool(), vm);
    this.guest = host.doors().guests().create(hardware, GuestKind.of(vm), Storage.forGuest(host, vm), this);
  }

  @Override
  public void agentReady() {
    if (!gone) {
      GuestMetrics.report(this);
    }
  }

  @Override
  public void loginReady() {
    if (!gone) {
      host.note("guest.login", Map.of("vm", vm.uuid()));
    }
  }

  @Override
  public void ended(GuestOs.Ending reason) {
    var at = host;
    if (!gone) {
      at.doors().time().fork("domain of " + vm.text("name_label") + " ended", () -> {
        at.running().guestEnded(this, reason);
        return "";
      });
    }
  }

  /** Belong to another host from now on, with what it holds there. */
  void movedTo(HostToolstack newHost, HostResources.Residence newResidence, int newId) {
    host = newHost;
    residence = newResidence;
    id = newId;
    guest.movedTo(Storage.forGuest(newHost, vm));
  }

  /** Drop it: nobody hears of its guest again. */
  void drop() {
    gone = true;
    residence.leave();
    guest.killed();
    changed.raise();
  }

  void rebooted(HostResources.Residence newResidence, int newId) {
    residence = newResidence;
    id = newId;
    reboots++;
    changed.raise();
  }

  void adjustClaim(Bytes amount) {
    claimed = amount;
  }

  void pause() {
    paused = true;
    guest.paused();
  }

  void unpause() {
    paused = false;
    guest.unpaused();
  }

  boolean isPaused() {
    return paused;
  }

  Entity vm() {
    return vm;
  }

  HostToolstack host() {
    return host;
  }

  GuestOs guest() {
    return guest;
  }

  VmHardware hardware() {
    return hardware;
  }

  HostResources.Residence residence() {
    return residence;
  }

  Bytes claimed() {
    return claimed;
  }

  int id() {
    return id;
  }

  int reboots() {
    return reboots;
  }

  boolean isGone() {
    return gone;
  }

  Time.Signal changed() {
    return changed;
  }
}
