package dev.assay.simulator.xapi;

import dev.assay.simulator.performance.Operation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;

/** The updates that were installed on one host's disk, and what still has to follow them. */
final class HostUpdates {

  private static final List<String> LISTS = List.of("pending_guidances", "pending_guidances_recommended", "pending_guidances_full");

  private final HostToolstack host;
  private final SequencedSet<String> installed = new LinkedHashSet<>();

  HostUpdates(HostToolstack host) {
    this.host = host;
  }

  /** List what the repositories hold and this host does not have, oldest first. */
  List<AvailableUpdate> available() {
    return AvailableUpdate.of(host.doors().generation().name()).stream().filter(update -> !installed.contains(update.id())).toList();
  }

  /** Install all of these, and take down what must follow. Guests that have to do something themselves are told so. */
  void install(List<AvailableUpdate> updates) {
    host.perform(new Operation.CreateStorage("pool"));
    for (var update : updates) {
      host.doors().writeFile("/var/update/applied/" + update.id(), update.summary() + "\n");
      host.doors().log("xensource.log", "installed " + update.id() + ": " + update.packages().stream().map(AvailableUpdate.Package::file).toList());
      installed.add(update.id());
    }
    note("pending_guidances", updates, AvailableUpdate::mandatory);
    note("pending_guidances_recommended", updates, AvailableUpdate::recommended);
    note("pending_guidances_full", updates, AvailableUpdate::full);
  }

  private void note(String list, List<AvailableUpdate> updates, Function<AvailableUpdate, List<Guidance>> kind) {
    for (var guidance : Guidance.reduced(updates.stream().map(kind).flatMap(List::stream))) {
      if (guidance.ofGuests()) {
        guests(guidance).forEach(vm -> vm.addTo(list, guidance.word()));
      } else if (guidance != Guidance.EvacuateHost) {
        host.record().addTo(list, guidance.word());
      }
    }
  }

  /** A device model is of this host's guests; what VMs must be restarted for they all need, wherever they are. */
  private List<Entity> guests(Guidance guidance) {
    return host.pool().database()
        .where("VM", vm -> !vm.text("power_state").equals("Halted") && !vm.flag("is_control_domain"))
        .filter(vm -> guidance == Guidance.RestartVM || vm.text("resident_on").equals(host.record().ref()))
        .toList();
  }

  /** The host was booted: it has done all that it could be told to. */
  void booted() {
    LISTS.forEach(list -> host.record().set(list, List.of()));
  }

  /** The toolstack was restarted, and nothing else. */
  void toolstackRestarted() {
    LISTS.forEach(list -> host.record().removeElement(list, Guidance.RestartToolstack.word()));
  }

  /** Another release was installed over this one: what was put on that is gone. */
  void upgraded() {
    installed.clear();
    host.record().set("latest_synced_updates_applied", "unknown");
    booted();
  }

  /** A VM was started anew, or is off. */
  static void restarted(Entity vm) {
    LISTS.forEach(list -> vm.removeElement(list, Guidance.RestartVM.word()));
    movedModel(vm);
  }

  /** A VM has another device model than before. */
  static void movedModel(Entity vm) {
    LISTS.forEach(list -> vm.removeElement(list, Guidance.RestartDeviceModel.word()));
  }
}
