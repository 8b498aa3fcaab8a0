package dev.assay.simulator.xapi;

import dev.assay.simulator.xapi.Archive.Wanted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The archive of data sources as the server's pages give it, in XML or JSON, newest rows first. */
final class RrdPages {

  private RrdPages() {}

  /** Answer {@code /rrd_updates}: rows since {@code start} (in seconds; negative is that long ago). */
  static byte[] updates(HttpRequest request) {
    if (!request.query().containsKey("start")) {
      throw HttpDoor.failure(request.path(), 400, "start is missing");
    }
    long start = Long.parseLong(request.value("start"));
    long from = start < 0 ? request.host().now().getEpochSecond() + start : start;
    var vm = request.value("vm_uuid");
    var guests = request.host().running().all().stream().map(domain -> domain.vm().uuid()).filter(uuid -> vm.isEmpty() || uuid.equals(vm)).collect(Collectors.toSet());
    return page(request, from, new Wanted(request.flag("host"), guests));
  }

  /** Answer {@code /host_rrd}: the whole archive of the host that was asked, oldest rows first. */
  static byte[] ofHost(HttpRequest request) {
    return whole(request, "host:" + request.host().record().uuid() + ":", new Wanted(true, Set.of()));
  }

  /** Answer {@code /vm_rrd}: the whole archive of a VM, wherever it is now, oldest rows first. */
  static byte[] ofVm(HttpRequest request) {
    return whole(request, "vm:" + request.value("uuid") + ":", new Wanted(false, Set.of(request.value("uuid"))));
  }

  private static byte[] whole(HttpRequest request, String own, Wanted wanted) {
    var rows = rows(request, Instant.EPOCH, wanted).reversed();
    var names = names(rows);
    if (names.isEmpty() && own.startsWith("vm:")) {
      throw HttpDoor.failure(request.path(), 404, "no archive of " + request.value("uuid"));
    }
    var archive = new WholeArchive(names, own.length(), rows);
    return (request.flag("json") ? archive.json() : archive.xml()).getBytes(StandardCharsets.UTF_8);
  }

  /** A host answers for itself and for the VMs that are on it; what these were on other hosts before came along with them. */
  private static List<Archive.Row> rows(HttpRequest request, Instant from, Wanted wanted) {
    var rows = new TreeMap<Instant, SequencedMap<String, Double>>(Comparator.reverseOrder());
    for (var member : request.host().pool().members()) {
      if (member.isUp()) {
        var ofMember = new Wanted(wanted.host() && member == request.host(), wanted.guests());
        member.dataSources().archive().since(from, ofMember).forEach(row -> rows.computeIfAbsent(row.at(), _ -> new LinkedHashMap<>()).putAll(row.values()));
      }
    }
    return rows.entrySet().stream().map(row -> new Archive.Row(row.getKey(), row.getValue())).toList();
  }

  private static List<String> names(List<Archive.Row> rows) {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> names.addAll(row.values().keySet()));
    return List.copyOf(names);
  }

  private static byte[] page(HttpRequest request, long from, Wanted wanted) {
    var consolidation = Consolidation.of(request.value("cf"));
    long step = step(request.value("interval"));
    var rows = consolidation.over(rows(request, Instant.ofEpochSecond(from), wanted), step);
    var page = new Page(consolidation, step, names(rows), rows);
    return (request.flag("json") ? page.json() : page.xml()).getBytes(StandardCharsets.UTF_8);
  }

  /** Archives are kept at three grains; the finest that is no finer than asked for answers. */
  private static long step(String interval) {
    long asked = interval.isEmpty() ? 1 : Long.parseLong(interval);
    return asked > 60 ? 3600 : asked > 5 ? 60 : 5;
  }

  /** What is to be written. */
  private record Page(Consolidation consolidation, long step, List<String> names, List<Archive.Row> rows) {

    private long first() {
      return rows.isEmpty() ? 0 : rows.getLast().at().getEpochSecond();
    }

    private long last() {
      return rows.isEmpty() ? 0 : rows.getFirst().at().getEpochSecond();
    }

    private static String number(Archive.Row row, String name) {
      var value = row.values().get(name);
      return value == null ? "NaN" : String.valueOf(value);
    }

    String xml() {
      var legend = names.stream().map(name -> "<entry>" + consolidation + ":" + name + "</entry>").collect(Collectors.joining());
      var data = rows.stream()
          .map(row -> "<row><t>" + row.at().getEpochSecond() + "</t>"
              + names.stream().map(name -> "<v>" + number(row, name) + "</v>").collect(Collectors.joining()) + "</row>")
          .collect(Collectors.joining());
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xport><meta><start>" + first() + "</start><step>" + step + "</step><end>" + last() + "</end><rows>"
          + rows.size() + "</rows><columns>" + names.size() + "</columns><legend>" + legend + "</legend></meta><data>" + data + "</data></xport>";
    }

    String json() {
      var legend = names.stream().map(name -> "\"" + consolidation + ":" + name + "\"").collect(Collectors.joining(","));
      var data = rows.stream()
          .map(row -> "{\"t\":\"" + row.at().getEpochSecond() + "\",\"values\":["
              + names.stream().map(name -> "\"" + number(row, name) + "\"").collect(Collectors.joining(",")) + "]}")
          .collect(Collectors.joining(","));
      return "{\"meta\":{\"start\":\"" + first() + "\",\"step\":\"" + step + "\",\"end\":\"" + last() + "\",\"rows\":\"" + rows.size() + "\",\"columns\":\""
          + names.size() + "\",\"legend\":[" + legend + "]},\"data\":[" + data + "]}";
    }
  }
}
