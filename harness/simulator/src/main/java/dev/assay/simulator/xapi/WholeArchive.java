package dev.assay.simulator.xapi;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The archive of one object in full, in the form of the round-robin database that servers keep.
 *
 * @param names of its data sources in full
 * @param prefix how many letters of them say only whose they are
 * @param rows oldest first
 */
record WholeArchive(List<String> names, int prefix, List<Archive.Row> rows) {

  private String last() {
    return rows.isEmpty() ? "0.0" : rows.getLast().at().getEpochSecond() + ".0";
  }

  private static String value(Archive.Row row, String name) {
    var value = row.values().get(name);
    return value == null ? "NaN" : String.valueOf(value);
  }

  private String newest(String name) {
    return rows.isEmpty() ? "NaN" : value(rows.getLast(), name);
  }

  String xml() {
    var sources = names.stream()
        .map(name -> "<ds><name>" + name.substring(prefix) + "</name><type>GAUGE</type><minimal_heartbeat>300.0000</minimal_heartbeat><min>-Infinity</min>"
            + "<max>Infinity</max><last_ds>" + newest(name) + "</last_ds><value>0.0</value><unknown_sec>0</unknown_sec></ds>")
        .collect(Collectors.joining());
    var preparing = names.stream()
        .map(name -> "<ds><primary_value>0.0</primary_value><secondary_value>0.0</secondary_value><value>0.0</value><unknown_datapoints>0</unknown_datapoints></ds>")
        .collect(Collectors.joining());
    var database = rows.stream()
        .map(row -> "<row>" + names.stream().map(name -> "<v>" + value(row, name) + "</v>").collect(Collectors.joining()) + "</row>")
        .collect(Collectors.joining());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rrd><version>0003</version><step>5</step><lastupdate>" + last() + "</lastupdate>" + sources
        + "<rra><cf>AVERAGE</cf><pdp_per_row>1</pdp_per_row><params><xff>0.5000</xff></params><cdp_prep>" + preparing + "</cdp_prep><database>"
        + database + "</database></rra></rrd>";
  }

  String json() {
    var sources = names.stream()
        .map(name -> "{\"name\":\"" + name.substring(prefix) + "\",\"type\":\"GAUGE\",\"minimal_heartbeat\":\"300.0000\",\"min\":\"-Infinity\",\"max\":\"Infinity\","
            + "\"last_ds\":\"" + newest(name) + "\",\"value\":\"0.0\",\"unknown_sec\":\"0\"}")
        .collect(Collectors.joining(","));
    var preparing = names.stream()
        .map(name -> "{\"primary_value\":\"0.0\",\"secondary_value\":\"0.0\",\"value\":\"0.0\",\"unknown_datapoints\":\"0\"}")
        .collect(Collectors.joining(","));
    var database = rows.stream()
        .map(row -> "[" + names.stream().map(name -> "\"" + value(row, name) + "\"").collect(Collectors.joining(",")) + "]")
        .collect(Collectors.joining(","));
    return "{\"version\":\"0003\",\"step\":\"5\",\"lastupdate\":\"" + last() + "\",\"ds\":[" + sources + "],\"rra\":[{\"cf\":\"AVERAGE\",\"pdp_per_row\":\"1\","
        + "\"params\":{\"xff\":\"0.5000\"},\"cdp_prep\":{\"ds\":[" + preparing + "]},\"database\":[" + database + "]}]}";
  }
}
