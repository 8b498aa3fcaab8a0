package dev.assay.testkit;

import dev.assay.xapi.model.VbdFields;
import dev.assay.xapi.model.VbdRef;
import dev.assay.xapi.model.VdiRef;
import dev.assay.xapi.model.VmFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The drive of a VM for discs that it only reads. */
public record DiscDrive(Vm vm, VbdRef vbd) {

  private static final String POSITION = "3";

  static Optional<DiscDrive> of(Vm vm) {
    var session = vm.toolstack().session();
    return session.get(VmFields.VBDS, vm.ref()).stream().filter(vbd -> session.get(VbdFields.TYPE, vbd).equals("CD")).findFirst().map(vbd -> new DiscDrive(vm, vbd));
  }

  /** Give a halted VM an empty one. */
  static DiscDrive build(Vm vm) {
    var drive = new LinkedHashMap<>(Records.plug(vm.ref(), VdiRef.KIND.nullRef(), POSITION));
    drive.putAll(Map.of("type", "CD", "mode", "RO", "empty", true));
    return new DiscDrive(vm, vm.toolstack().session().callFor(VbdRef.KIND, "VBD.create", drive));
  }

  public boolean isEmpty() {
    return vm.toolstack().session().get(VbdFields.EMPTY, vbd);
  }

  void insert(VdiRef disc) {
    vm.toolstack().bench().act("disc.insert", vm.name(), () -> vm.toolstack().run("VBD.insert", vbd, disc));
  }

  /** Put the product's disc with the guests' tools in. */
  public void insertTools() {
    insert(new GuestTools(vm).disc());
  }

  public void eject() {
    vm.toolstack().bench().act("disc.eject", vm.name(), () -> vm.toolstack().run("VBD.eject", vbd));
  }

  String device() {
    return "/dev/" + vm.toolstack().session().get(VbdFields.DEVICE, vbd);
  }
}
