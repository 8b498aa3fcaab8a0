package dev.assay.testkit;

import dev.assay.xapi.model.VifRef;

/** A virtual network card that a VM was given, with its hardware address. */
public record NetworkCard(VifRef vif, String mac) {

  @Override
  public String toString() {
    return "network card " + mac;
  }
}
