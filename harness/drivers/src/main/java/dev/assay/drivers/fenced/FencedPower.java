package dev.assay.drivers.fenced;

import dev.assay.core.FencingToken;
import dev.assay.core.HostId;
import dev.assay.core.lab.Fence;
import dev.assay.core.lab.Power;

/** A power switch that obeys only the holder of the host's live token. */
public record FencedPower(Power power, Fence fence, HostId host, FencingToken token) implements Power {

  @Override
  public State state() {
    fence.require(host, token);
    return power.state();
  }

  @Override
  public void set(State state) {
    fence.require(host, token);
    power.set(state);
  }

  @Override
  public void bootNextFrom(BootDevice device) {
    fence.require(host, token);
    power.bootNextFrom(device);
  }

  // cycle() is the interface's own: it asks the fence again between cutting power and giving it.
}
