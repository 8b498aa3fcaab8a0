package dev.assay.drivers;

import dev.assay.core.lab.Power;
import java.util.ArrayList;
import java.util.List;

/** A power switch that remembers what it was told. */
public final class TestingPower implements Power {

  public final List<String> calls = new ArrayList<>();
  private State state = State.OFF;

  @Override
  public State state() {
    return state;
  }

  @Override
  public void set(State wanted) {
    calls.add(wanted.name());
    state = wanted;
  }

  @Override
  public void bootNextFrom(BootDevice device) {
    calls.add(device.name());
  }
}
