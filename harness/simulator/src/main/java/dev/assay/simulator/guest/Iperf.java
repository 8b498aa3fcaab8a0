package dev.assay.simulator.guest;

import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** One run of {@code iperf3}: {@code -s -D} lets this guest be a server from now on, {@code -c ADDRESS -J} sends to one, or receives with {@code -R}. */
final class Iperf {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_STREAMS = 128;

  private final SimulatedGuest guest;
  private final Invocation invocation;
  private final SequencedMap<String, String> options = new LinkedHashMap<>();

  Iperf(SimulatedGuest guest, Invocation invocation) {
    this.guest = guest;
    this.invocation = invocation;
  }

  int run() {
    parse();
    if (options.containsKey("-s")) {
      if (!options.containsKey("-D")) {
        throw new CommandFailed(1, "iperf3: a server in the foreground is not simulated; use -s -D");
      }
      guest.running("listening").servesTraffic = true;
      return 0;
    }
    if (!options.containsKey("-c") || !options.containsKey("-J")) {
      throw new CommandFailed(1, "iperf3: parameter error - must be a server (-s -D) or a client (-c ADDRESS -J); others are not simulated");
    }
    var server = guest.lab().serverAt(options.getOrDefault("-c", "")).filter(SimulatedGuest::answers);
    if (server.isEmpty()) {
      // With -J the real one ends with status 0 and tells of the error in its answer.
      print(new LinkedHashMap<>(java.util.Map.of("error", "unable to connect to server: Connection refused")));
      return 0;
    }
    return drive(server.get());
  }

  private void parse() {
    var words = invocation.arguments();
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-s", "-D", "-J", "-R" -> options.put(words.get(i), "");
        case "-c", "-P", "-t" -> {
          if (i + 1 == words.size()) {
            throw new CommandFailed(1, "iperf3: option requires an argument -- '" + words.get(i).substring(1) + "'");
          }
          options.put(words.get(i), words.get(++i));
        }
        case String other -> throw new CommandFailed(1, "iperf3: unrecognized option '" + other + "'");
      }
    }
  }

  private int drive(SimulatedGuest server) {
    var runtime = Duration.ofSeconds(number("-t", 10, 86_400));
    boolean receiving = options.containsKey("-R");
    var from = receiving ? server : guest;
    var to = receiving ? guest : server;
    var streams = IntStream.range(0, number("-P", 1, MOST_STREAMS)).mapToObj(i -> new TrafficStream(from, to, runtime)).toList();
    try {
      streams.forEach(TrafficStream::start);
      guest.time().sleep(runtime);
    } finally {
      streams.forEach(TrafficStream::stop);
    }
    print(report(streams, runtime));
    return 0;
  }

  private int number(String option, int otherwise, int most) {
    var text = options.get(option);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
      throw new CommandFailed(1, "iperf3: parameter error - " + option + " " + text + " is not between 1 and " + most);
    }
    return Integer.parseInt(text);
  }

  private static SequencedMap<String, Object> report(List<TrafficStream> streams, Duration runtime) {
    var each = new ArrayList<Object>();
    for (var stream : streams) {
      var both = new LinkedHashMap<String, Object>();
      both.put("sender", sum(stream.arrived(), runtime, true));
      both.put("receiver", sum(stream.arrived(), runtime, false));
      each.add(both);
    }
    double all = streams.stream().mapToDouble(TrafficStream::arrived).sum();
    var end = new LinkedHashMap<String, Object>();
    end.put("streams", each);
    end.put("sum_sent", sum(all, runtime, true));
    end.put("sum_received", sum(all, runtime, false));
    var report = new LinkedHashMap<String, Object>();
    report.put("start", java.util.Map.of("version", "iperf 3.12"));
    report.put("intervals", List.of());
    report.put("end", end);
    return report;
  }

  private static SequencedMap<String, Object> sum(double bytes, Duration runtime, boolean sent) {
    double seconds = runtime.toNanos() / 1e9;
    var sum = new LinkedHashMap<String, Object>();
    sum.put("start", 0);
    sum.put("end", seconds);
    sum.put("seconds", seconds);
    sum.put("bytes", (long) bytes);
    sum.put("bits_per_second", bytes * 8 / seconds);
    if (sent) {
      sum.put("retransmits", 0);
    }
    sum.put("sender", sent);
    return sum;
  }

  private void print(SequencedMap<String, Object> report) {
    invocation.line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
  }
}
