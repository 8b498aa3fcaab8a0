package dev.assay.testkit.load;

import dev.assay.core.AssayException;
import dev.assay.testkit.Vm;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Traffic between two guests, by iperf3. */
public record Iperf(int streams, Duration runtime) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration STARTING = Duration.ofMinutes(5);

  /** From the reference procedure of loads: one that runs so much over has failed. */
  private static final Duration OVER = Duration.ofSeconds(600);

  /** Have a guest receive from now on, whoever sends. */
  public static void serve(Vm vm) {
    Generator.run(vm, STARTING, List.of("iperf3", "-s", "-D"));
  }

  /** Send from one guest to another that serves, and return the Gbit/s that arrived. */
  public double between(Vm sender, Vm server) {
    return received(sender.name(), Generator.run(sender, runtime.plus(OVER),
        List.of("iperf3", "-c", server.address().orElseThrow(() -> new AssayException.Product("sending to " + server + ": it reports no address")),
            "-P", Integer.toString(streams), "-t", Long.toString(runtime.toSeconds()), "-J")));
  }

  /**
   * Read what {@code iperf3 -J} printed: Gbit/s that arrived.
   *
   * @throws AssayException.Lab when it is not that, or tells of an error
   */
  static double received(String where, String printed) {
    try {
      var report = JSON.readTree(printed);
      var bits = report.at("/end/sum_received/bits_per_second");
      if (report.has("error") || !bits.isNumber()) {
        throw new AssayException.Lab("reading what iperf3 printed in " + where + ": " + report.path("error").asString("it tells of no sum"));
      }
      return bits.asDouble() / 1e9;
    } catch (JacksonException e) {
      throw new AssayException.Lab("reading what iperf3 printed in " + where + ": it is no JSON: " + printed.lines().findFirst().orElse("nothing"), e);
    }
  }
}
