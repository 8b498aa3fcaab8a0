package dev.assay.simulator.guest;

import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.performance.GuestProfile;
import dev.assay.simulator.performance.HostResources;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** All guests of a lab that run, and the DHCP server that gives each NIC its address. */
public final class LabGuests implements Guests {

  private final VirtualTime time;
  private final Chance chance;
  private final Map<String, String> addresses = new HashMap<>();
  /** Who was last seen at an address: where to look first. */
  private final Map<String, SimulatedGuest> lastSeen = new HashMap<>();

  private final SequencedSet<SimulatedGuest> running = new LinkedHashSet<>();
  private long made;

  public LabGuests(VirtualTime time, long seed) {
    this.time = time;
    this.chance = Chance.seeded(seed).fork("guests");
  }

  @Override
  public GuestOs create(GuestHardware hardware, GuestProfile profile, HostResources resources, GuestOs.Listener listener) {
    return new SimulatedGuest(this, time, chance.fork("guest/" + made++), hardware, profile, resources, listener);
  }

  /** Find the guest that has this address now. */
  public Optional<GuestOs> at(String address) {
    var seen = lastSeen.get(address);
    if (seen != null && running.contains(seen) && hasAddress(seen, address)) {
      return Optional.of(seen);
    }
    var found = running.stream().filter(guest -> hasAddress(guest, address)).findFirst();
    found.ifPresentOrElse(guest -> lastSeen.put(address, guest), () -> lastSeen.remove(address));
    return found.map(GuestOs.class::cast);
  }

  private static boolean hasAddress(SimulatedGuest guest, String address) {
    return guest.address().filter(address::equals).isPresent();
  }

  /** Find the guest that serves traffic at this address. */
  Optional<SimulatedGuest> serverAt(String address) {
    return running.stream().filter(guest -> guest.address().filter(address::equals).isPresent() && guest.running("connecting").servesTraffic).findFirst();
  }

  /** Crash the running guest of the VM of this name; return whether there is one. */
  public boolean crash(String name) {
    var found = running.stream().filter(guest -> guest.hardware().name().equals(name)).findFirst();
    found.ifPresent(SimulatedGuest::crash);
    return found.isPresent();
  }

  void runs(SimulatedGuest guest) {
    running.add(guest);
  }

  void ended(SimulatedGuest guest) {
    running.remove(guest);
  }

  /** Lease an address to a NIC, the same each time: 10.96.0.0/11, in order of asking. */
  String lease(String mac) {
    return addresses.computeIfAbsent(mac, unused -> {
      int number = addresses.size() + 10;
      return "10." + (96 + (number >> 16)) + "." + (number >> 8 & 255) + "." + (number & 255);
    });
  }
}
