package dev.assay.simulator.xapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
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
    return page(request, from, name -> name.startsWith("host:")
        ? request.flag("host")
        : vm.isEmpty() || name.startsWith("vm:" + vm + ":"));
  }

  /** Answer {@code /host_rrd} or {@code /vm_rrd}: the whole archive of one object, oldest rows first. */
  static byte[] whole(HttpRequest request, String prefix) {
    var own = prefix + (request.value("uuid").isEmpty() ? request.host().record().uuid() : request.value("uuid")) + ":";
    var rows = rows(request, Instant.EPOCH).reversed();
    var names = names(rows, name -> name.startsWith(own));
    if (names.isEmpty() && prefix.equals("vm:")) {
      throw HttpDoor.failure(request.path(), 404, "no archive of " + request.value("uuid"));
    }
    var archive = new WholeArchive(names, own.length(), rows);
    return (request.flag("json") ? archive.json() : archive.xml()).getBytes(StandardCharsets.UTF_8);
  }

  private static List<Archive.Row> rows(HttpRequest request, Instant from) {
    var rows = new ArrayList<Archive.Row>();
    for (var member : request.host().pool().members()) {
      if (member.isUp()) {
        merge(rows, member.dataSources().archive().since(from));
      }
    }
    return rows;
  }

  private static List<String> names(List<Archive.Row> rows, Function<String, Boolean> wanted) {
    var names = new LinkedHashSet<String>();
    rows.forEach(row -> row.values().keySet().stream().filter(wanted::apply).forEach(names::add));
    return List.copyOf(names);
  }

  private static byte[] page(HttpRequest request, long from, Function<String, Boolean> wanted) {
    var consolidation = Consolidation.of(request.value("cf"));
    long step = step(request.value("interval"));
    var rows = consolidation.over(rows(request, Instant.ofEpochSecond(from)), step);
    var page = new Page(consolidation, step, names(rows, wanted), rows);
    return (request.flag("json") ? page.json() : page.xml()).getBytes(StandardCharsets.UTF_8);
  }

  /** Archives are kept at three grains; the finest that is no finer than asked for answers. */
  private static long step(String interval) {
    long asked = interval.isEmpty() ? 1 : Long.parseLong(interval);
    return asked > 60 ? 3600 : asked > 5 ? 60 : 5;
  }

  /** Bring the rows of several hosts together by their instant. */
  private static void merge(List<Archive.Row> into, List<Archive.Row> rows) {
    for (var row : rows) {
      var same = into.stream().filter(known -> known.at().equals(row.at())).findFirst();
      same.ifPresentOrElse(known -> known.values().putAll(row.values()), () -> into.add(new Archive.Row(row.at(), new LinkedHashMap<>(row.values()))));
    }
    into.sort(Comparator.comparing(Archive.Row::at).reversed());
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
