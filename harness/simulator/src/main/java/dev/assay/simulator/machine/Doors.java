package dev.assay.simulator.machine;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.run.History;
import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.core.defect.Defects;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.simulator.guest.Guests;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.StorageArray;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A machine as the toolstack of one installation sees it. */
final class Doors implements MachineDoors, Network {

  private final Machine machine;
  private final Installation installation;
  private final Chance chance;

  Doors(Machine machine, Installation installation) {
    this.machine = machine;
    this.installation = installation;
    this.chance = machine.chance().fork("toolstack");
  }

  @Override
  public HostResources resources() {
    return machine.booted().map(Life.Booted::resources).orElseThrow(this::down);
  }

  @Override
  public StorageArray array(LabSpec.Export export) {
    return machine.lab().arrays().behind(export);
  }

  @Override
  public void console(String line) {
    machine.serial().line(line);
  }

  @Override
  public void log(String file, String line) {
    new SystemLog(machine, present()).write(file, line);
  }

  @Override
  public void writeFile(String path, String text) {
    var files = present().files;
    files.makeFolder(path.substring(0, path.lastIndexOf('/')));
    SystemFiles.put(files, path, text);
  }

  @Override
  public byte[] statusReport() {
    return StatusReport.pack(machine.booted().orElseThrow(this::down));
  }

  @Override
  public void reboot() {
    machine.leaveInOrder(true);
  }

  @Override
  public void restartToolstack() {
    machine.restartToolstackSoon();
  }

  @Override
  public void fence() {
    machine.serial().line("xen: watchdog expired: resetting");
    machine.cutPower();
    machine.restorePower();
  }

  @Override
  public void shutdown() {
    machine.leaveInOrder(false);
  }

  @Override
  public void wake() {
    machine.power().set(Power.State.ON);
  }

  @Override
  public History history() {
    return machine.lab().history();
  }

  @Override
  public VirtualTime time() {
    return machine.lab().time();
  }

  @Override
  public Instant clock() {
    return machine.clock();
  }

  @Override
  public boolean reaches(String address) {
    return machine.lab().addresses().at(address).filter(machine::reaches).isPresent();
  }

  @Override
  public Chance chance() {
    return chance;
  }

  @Override
  public ReleaseFacts generation() {
    return present().facts;
  }

  @Override
  public long shownFeatures() {
    return present().thisBoot.shownFeatures();
  }

  @Override
  public boolean bridged() {
    return present().thisBoot.bridged();
  }

  @Override
  public Defects defects() {
    return machine.defectsOf(present());
  }

  @Override
  public Network network() {
    return this;
  }

  @Override
  public Guests guests() {
    return machine.lab().guests();
  }

  @Override
  public Optional<Toolstack> toolstackAt(String address) {
    return machine.lab().addresses().at(address).filter(machine::reaches).flatMap(Machine::toolstack);
  }

  @Override
  public List<LabSpec.Export> exports() {
    return machine.exports();
  }

  /** After an upgrade the disk holds another installation, with the same toolstack on it. */
  private Installation present() {
    return machine.disk() instanceof DiskContent.Complete(var present) ? present : installation;
  }

  private AssayException.Lab down() {
    return new AssayException.Lab("using host " + machine.host().id() + ": dom0 does not run; see its serial console");
  }
}
