package dev.assay.testkit;

import dev.assay.xapi.model.VbdFields;
import dev.assay.xapi.model.VbdRef;
import dev.assay.xapi.model.VdiFields;
import dev.assay.xapi.model.VdiRef;

/** A virtual disk that a VM was given. */
public record Disk(VbdRef vbd, VdiRef vdi, Vm vm) {

  /** Return the path of its device in the guest. */
  public String device() {
    return "/dev/" + vm.toolstack().session().get(VbdFields.DEVICE, vbd);
  }

  /** Return the number of blocks of {@link GuestData#BLOCK} bytes that it has. */
  long blocks() {
    return vm.toolstack().session().get(VdiFields.VIRTUAL_SIZE, vdi).count() / GuestData.BLOCK;
  }

  @Override
  public String toString() {
    return "disk " + vm.toolstack().session().get(VbdFields.DEVICE, vbd) + " of " + vm;
  }
}
