package dev.assay.simulator.xapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** {@code /updates}: what each host lacks of what was fetched, and what must follow when it is installed. */
final class UpdatePages {

  private static final JsonMapper JSON = new JsonMapper();

  private UpdatePages() {}

  static byte[] read(Call call, String hosts) {
    Locks.occupy(call, call.pool().record(), "get_updates");
    var repository = UpdateSourceMessages.enabled(call.pool());
    if (repository.text("hash").isEmpty()) {
      throw Refusal.of("UPDATES_REQUIRE_SYNC");
    }
    var wanted = hosts.isEmpty() ? call.database().all("host") : Stream.of(hosts.split(";")).map(ref -> call.database().get("host", ref)).toList();
    var updates = wanted.stream().flatMap(host -> lacking(call, host).stream()).distinct().sorted(Comparator.comparing(AvailableUpdate::id)).toList();
    return JSON.writeValueAsBytes(Values.map(
        "hosts", wanted.stream().map(host -> ofHost(host, lacking(call, host))).toList(),
        "updates", updates.stream().map(UpdatePages::ofUpdate).toList(),
        "hash", repository.text("hash")));
  }

  private static List<AvailableUpdate> lacking(Call call, Entity host) {
    if (Placement.offline(call.pool(), host).isPresent()) {
      throw Refusal.of("GET_HOST_UPDATES_FAILED", host.ref());
    }
    return call.pool().hostOf(host).updates().available();
  }

  private static SequencedMap<String, Object> ofHost(Entity host, List<AvailableUpdate> updates) {
    return Values.map(
        "ref", host.ref(),
        "guidance", guidance(kind -> updates.stream().map(kind).flatMap(List::stream)),
        "RPMS", updates.stream().flatMap(update -> update.packages().stream()).map(AvailableUpdate.Package::file).toList(),
        "updates", updates.stream().map(AvailableUpdate::id).toList(),
        "livepatches", List.of());
  }

  private static SequencedMap<String, Object> ofUpdate(AvailableUpdate update) {
    return Values.map(
        "id", update.id(), "summary", update.summary(), "description", "", "special-info", "", "URL", "", "type", update.type(),
        "issued", update.issued(), "severity", update.severity(), "livepatches", List.of(),
        "guidance", guidance(kind -> kind.apply(update).stream()), "title", update.summary());
  }

  private static SequencedMap<String, Object> guidance(Function<Function<AvailableUpdate, List<Guidance>>, Stream<Guidance>> of) {
    var kinds = new LinkedHashMap<String, Object>();
    kinds.put("mandatory", names(of.apply(AvailableUpdate::mandatory)));
    kinds.put("recommended", names(of.apply(AvailableUpdate::recommended)));
    kinds.put("full", names(of.apply(AvailableUpdate::full)));
    kinds.put("livepatch", List.of());
    return kinds;
  }

  private static List<String> names(Stream<Guidance> all) {
    return Guidance.reduced(all).stream().map(Guidance::name).toList();
  }
}
