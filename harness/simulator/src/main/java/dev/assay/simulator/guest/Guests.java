package dev.assay.simulator.guest;

import dev.assay.simulator.performance.GuestProfile;
import dev.assay.simulator.performance.HostResources;

/** Makes the operating systems of a lab's guests, each with an address of its own. */
public interface Guests {

  /** Make the operating system of a VM, switched off; root's password is {@link #PASSWORD}. */
  GuestOs create(GuestHardware hardware, GuestProfile profile, HostResources resources, GuestOs.Listener listener);

  /** The password of {@code root} in every guest of a simulated lab: its images are made so. */
  String PASSWORD = "guest";
}
