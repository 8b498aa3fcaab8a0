package dev.assay.simulator.served.benchmark;

import com.sun.net.httpserver.HttpExchange;
import dev.assay.core.benchmark.Figure;
import dev.assay.core.time.Time;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.benchmark.BenchmarkLab;
import dev.assay.simulator.served.PlainServer;
import dev.assay.simulator.served.ServedHost;
import dev.assay.simulator.served.ServedLab;
import dev.assay.xapi.Transport;
import dev.assay.xapi.http.HttpLimits;
import dev.assay.xapi.http.HttpTransport;
import dev.assay.xapi.http.TlsTrust;
import dev.assay.xapi.table.ApiTable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls a second that a served host answers to eight clients, and how long one takes: beside an HTTPS server that only
 * sends the same bytes back, and with a thousand clients that wait for events meanwhile.
 */
public final class ServedSpeed implements AutoCloseable {

  private static final int CLIENTS = 8;
  private static final int CALLS = 500;
  private static final int WATCHERS = 1000;
  private static final int SMALL = 500;
  private static final int LARGE = 2000;

  /** The lab's clock is far ahead of ours, so that what a simulated host needs for a call does not count. */
  private static final double SPEED = 1000;

  private final ApiTable table = ApiTable.load();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicBoolean watching = new AtomicBoolean(true);
  private final AtomicInteger told = new AtomicInteger();

  /** What one contender reached in all rounds. */
  private static final class Readings {
    final List<Double> rates = new ArrayList<>();
    final List<Double> medians = new ArrayList<>();
    final List<Double> tails = new ArrayList<>();
  }

  private record Caller(Transport transport, String session, String vm) {
    void call() {
      transport.call("VM.get_record", List.of(session, vm));
    }
  }

  /** Run rounds that warm up and are forgotten, then those that count. */
  public List<Figure> run(Time time, int warmUps, int repetitions) {
    var readings = List.of(new Readings(), new Readings(), new Readings());
    var plain = keep(PlainServer.start(ServedSpeed::sendRecord));
    rounds(time, warmUps, repetitions, callers(plain.address(), plain.certificateSha256(), "session", "vm"), readings.get(0));
    // The lab's clock runs so fast that a session which rests for a minute and a half is a day old and ends.
    var lab = servedLab();
    var host = lab.host();
    var session = login(host);
    var callers = callers(host.xapi(), host.certificateSha256(), session, lab.vm());
    rounds(time, warmUps, repetitions, callers, readings.get(1));
    watch(time, host, session);
    rounds(time, warmUps, repetitions, callers, readings.get(2));
    var figures = figures(readings);
    figures.addAll(listings(time, warmUps, repetitions));
    return List.copyOf(figures);
  }

  private record Served(ServedHost host, String vm) {}

  private Served servedLab() {
    var clock = keep(VirtualTime.paced(Instant.parse("2026-01-01T00:00:00Z"), SPEED));
    var lab = new BenchmarkLab(clock);
    var vm = clock.run("make a VM", () -> lab.createVm(lab.login(), 1));
    var served = keep(ServedLab.start(lab.lab(), clock, ServedLab.Settings.ANY_PORTS));
    return new Served(served.host(BenchmarkLab.HOST), vm);
  }

  private HttpTransport transport(URI address, String certificate) {
    return keep(new HttpTransport(address, TlsTrust.pinned(certificate), table, HttpLimits.standard()));
  }

  private String login(ServedHost host) {
    var transport = transport(host.xapi(), host.certificateSha256());
    return (String) transport.call("session.login_with_password", List.of("root", BenchmarkLab.PASSWORD));
  }

  private List<Caller> callers(URI address, String certificate, String session, String vm) {
    var callers = new ArrayList<Caller>();
    for (int i = 0; i < CLIENTS; i++) {
      callers.add(new Caller(transport(address, certificate), session, vm));
    }
    return callers;
  }

  private static void rounds(Time time, int warmUps, int repetitions, List<Caller> callers, Readings readings) {
    for (int round = -warmUps; round < repetitions; round++) {
      var latencies = new ArrayList<Double>();
      var start = time.now();
      var forks = callers.stream().map(caller -> time.fork("client", () -> calls(time, caller))).toList();
      forks.forEach(fork -> latencies.addAll(fork.join()));
      if (round >= 0) {
        readings.rates.add(latencies.size() / seconds(time.since(start)));
        latencies.sort(null);
        readings.medians.add(latencies.get(latencies.size() / 2));
        readings.tails.add(latencies.get(latencies.size() * 99 / 100));
      }
    }
  }

  private static List<Double> calls(Time time, Caller caller) {
    var latencies = new ArrayList<Double>();
    for (int i = 0; i < CALLS; i++) {
      var start = time.now();
      caller.call();
      latencies.add(1000 * seconds(time.since(start)));
    }
    return latencies;
  }

  /** Let a thousand clients wait for events of VMs, each on a connection of its own, and tell them all of one. */
  private void watch(Time time, ServedHost host, String session) {
    for (int i = 0; i < WATCHERS; i++) {
      var transport = transport(host.xapi(), host.certificateSha256());
      time.fork("watcher " + i, () -> {
        String token = "";
        while (watching.get()) {
          var answer = (java.util.Map<?, ?>) transport.call("event.from", List.of(session, List.of("message"), token, 20_000.0));
          token = (String) answer.get("token");
          told.incrementAndGet();
        }
        return true;
      });
    }
    var transport = transport(host.xapi(), host.certificateSha256());
    var pool = (String) ((List<?>) transport.call("pool.get_all", List.of(session))).getFirst();
    var uuid = transport.call("pool.get_uuid", List.of(session, pool));
    // An empty token is answered at once when there is something to tell: each watcher has then been heard of once.
    transport.call("message.create", List.of(session, "BENCHMARK", 5L, "Pool", uuid, ""));
    while (told.get() < WATCHERS) {
      time.sleep(Duration.ofMillis(50));
    }
  }

  private static List<Figure> figures(List<Readings> readings) {
    var names = List.of("an HTTPS server that sends the record back", "VM.get_record from 8 clients", "the same beside 1000 event.from watchers");
    var figures = new ArrayList<Figure>();
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      figures.add(figure(name, "calls/s", readings.get(i).rates, readings.getFirst().rates));
      figures.add(figure(name + ", median", "ms", readings.get(i).medians, readings.getFirst().medians));
      figures.add(figure(name + ", 99th percentile", "ms", readings.get(i).tails, readings.getFirst().tails));
    }
    return figures;
  }

  private static Figure figure(String contender, String unit, List<Double> readings, List<Double> reference) {
    double ratio = new Figure(contender, unit, readings, 1).median() / new Figure(contender, unit, reference, 1).median();
    return new Figure(contender, unit, readings, ratio);
  }

  /** Read all VMs in process, of few and of four times as many: the time for each must stay the same. */
  private List<Figure> listings(Time time, int warmUps, int repetitions) {
    var clock = keep(VirtualTime.startingAt(Instant.parse("2026-01-01T00:00:00Z")));
    var lab = new BenchmarkLab(clock);
    var session = clock.run("log in", lab::login);
    var few = listing(time, clock, lab, session, SMALL, warmUps, repetitions);
    var many = listing(time, clock, lab, session, LARGE, warmUps, repetitions);
    return List.of(
        figure("VM.get_all_records of " + SMALL + " VMs", "us/VM", few, few),
        figure("VM.get_all_records of " + LARGE + " VMs", "us/VM", many, few));
  }

  private static List<Double> listing(Time time, VirtualTime clock, BenchmarkLab lab, String session, int vms, int warmUps, int repetitions) {
    clock.run("make VMs", () -> {
      for (int have = ((List<?>) lab.call("VM.get_all", session)).size(); have < vms; have++) {
        lab.createVm(session, have);
      }
      return true;
    });
    var readings = new ArrayList<Double>();
    for (int round = -warmUps; round < repetitions; round++) {
      var start = time.now();
      int found = clock.run("list", () -> ((java.util.Map<?, ?>) lab.call("VM.get_all_records", session)).size());
      if (round >= 0) {
        readings.add(1e6 * seconds(time.since(start)) / found);
      }
    }
    return readings;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** About as many bytes as the record of a VM. */
  private static void sendRecord(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var body = ("{\"jsonrpc\":\"2.0\",\"result\":{\"name_label\":\"" + "x".repeat(3500) + "\"},\"id\":1}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.add(closeable);
    return closeable;
  }

  @Override
  public void close() {
    watching.set(false);
    for (var closeable : open.reversed()) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing what the benchmark opened", e);
      }
    }
  }
}
