package dev.assay.simulator.xapi;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Takes along into a pool what a joining host knows beside its VMs: secrets, and the sites of provisioning services with their servers and caches. */
final class JoiningServices {

  private final Pool former;
  private final ObjectDatabase database;

  private JoiningServices(Pool former, Pool pool) {
    this.former = former;
    this.database = pool.database();
  }

  /**
   * Make the records that the pool does not have yet.
   *
   * @param known what stands in the pool for the joining host and its repositories, by the former's references
   */
  static void move(Pool former, Pool pool, SequencedMap<String, Entity> known) {
    var services = new JoiningServices(former, pool);
    former.database().all("PVS_site").forEach(services::site);
    former.database().all("PVS_cache_storage").forEach(cache -> services.cache(cache, known));
    former.database().all("secret").forEach(services::secret);
  }

  /** Settings of repositories and of workload balancing name secrets by their uuid; their other_config stays behind. */
  private void secret(Entity old) {
    if (database.byUuid("secret", old.uuid()).isEmpty()) {
      database.create("secret", old.uuid()).set("value", old.get("value"));
    }
  }

  private void site(Entity old) {
    if (here(old).isPresent()) {
      return;
    }
    var site = copied(database.create("PVS_site"), old, List.of("name_label", "name_description", "PVS_uuid"));
    old.targets("servers").forEach(server ->
        copied(database.create("PVS_server"), server, List.of("addresses", "first_port", "last_port")).set("site", site.ref()));
  }

  /** Sites are known by the identity that the provisioning services gave them. */
  private Optional<Entity> here(Entity old) {
    return database.where("PVS_site", site -> site.text("PVS_uuid").equals(old.text("PVS_uuid"))).findFirst();
  }

  private void cache(Entity old, SequencedMap<String, Entity> known) {
    var host = Optional.ofNullable(known.get(old.text("host")));
    var sr = Optional.ofNullable(known.get(old.text("SR")));
    var site = old.target("site").flatMap(this::here);
    if (host.isPresent() && sr.isPresent() && site.isPresent()) {
      copied(database.create("PVS_cache_storage"), old, List.of("size")).set("host", host.get().ref()).set("SR", sr.get().ref()).set("site", site.get().ref());
    }
  }

  private static Entity copied(Entity made, Entity old, List<String> fields) {
    fields.forEach(field -> made.set(field, old.get(field)));
    return made;
  }
}
