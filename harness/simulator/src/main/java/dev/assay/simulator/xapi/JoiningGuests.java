package dev.assay.simulator.xapi;

import java.util.SequencedMap;

/** Takes the VMs, templates and snapshots of a host along into the pool that it joins, with their disks on its own storage. */
final class JoiningGuests {

  private final Pool former;
  private final Pool pool;
  private final ForeignRecords records;

  private JoiningGuests(Pool former, Pool pool) {
    this.former = former;
    this.pool = pool;
    this.records = new ForeignRecords(former.known(), pool);
  }

  /**
   * Make the records.
   *
   * @param known what stands in the pool for the joining host and its repositories, by the former's references
   */
  static void move(Pool former, Pool pool, SequencedMap<String, Entity> known) {
    new JoiningGuests(former, pool).move(known);
  }

  private void move(SequencedMap<String, Entity> known) {
    known.forEach(records::stands);
    former.database().all("network").forEach(this::findNetwork);
    former.database().where("VDI", vdi -> known.containsKey(vdi.text("SR"))).forEach(records::make);
    former.database().where("VM", vm -> !vm.flag("is_control_domain") && !vm.flag("is_default_template")).forEach(records::make);
    records.complete();
    records.made("network").forEach(this::ownBridge);
    records.made("VM").forEach(vm -> vm.set("version", vm.whole("version") + 1));
  }

  /** What lies on NICs is the pool's network of the same bridge; private networks are known by name, and made anew where there is none. */
  private void findNetwork(Entity old) {
    boolean everywhere = !old.list("PIFs").isEmpty() || old.text("bridge").equals(NetworkRecords.INTERNAL);
    var field = everywhere ? "bridge" : "name_label";
    var found = pool.database().where("network", network -> network.text(field).equals(old.text(field))).findFirst();
    found.ifPresent(network -> records.stands(old.ref(), network));
    if (found.isEmpty() && !everywhere) {
      records.make(old);
    }
  }

  private void ownBridge(Entity network) {
    var database = pool.database();
    if (database.where("network", other -> other != network && other.text("bridge").equals(network.text("bridge"))).findAny().isPresent()) {
      network.set("bridge", NetworkMessages.freeBridge(database));
    }
  }
}
