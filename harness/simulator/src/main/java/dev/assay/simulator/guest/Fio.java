package dev.assay.simulator.guest;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.RequestStream.Batch;
import dev.assay.simulator.performance.Operation;
import dev.assay.simulator.shell.CommandFailed;
import dev.assay.simulator.shell.Invocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run of {@code fio} over a disk, for some time or until so much is moved, answered from the host's performance model. The model knows no difference
 * between requests in order and at random. What is written overwrites the first block, as a sign that the disk's content is gone.
 */
final class Fio {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> KNOWN = List.of("name", "filename", "rw", "bs", "iodepth", "numjobs", "runtime", "time_based", "direct", "ioengine", "size",
      "group_reporting", "output-format", "rwmixread", "norandommap", "randrepeat", "end_fsync");
  private static final double MILLION = 1e6;
  private static final long MOST_STREAMS = 1024;
  private static final int SIGN = 4096;

  private final SimulatedGuest guest;
  private final GuestFiles files;
  private final Invocation invocation;
  private final LongOptions options;

  Fio(SimulatedGuest guest, GuestFiles files, Invocation invocation) {
    this.guest = guest;
    this.files = files;
    this.invocation = invocation;
    this.options = LongOptions.of(invocation, KNOWN);
  }

  int run() {
    if (!options.text("output-format", "normal").equals("json")) {
      throw new CommandFailed(1, "fio: only --output-format=json is simulated");
    }
    var device = options.required("filename");
    var disk = files.disk(device).orElseThrow(() -> new CommandFailed(1, "fio: file " + device + ": no such block device; only disks are simulated"));
    var block = Bytes.of(options.number("bs", SIGN, 64 << 20));
    var runtime = Duration.ofSeconds(options.number("runtime", 60, 7 * 86_400));
    long streams = options.number("iodepth", 1, MOST_STREAMS) * options.number("numjobs", 1, MOST_STREAMS);
    if (streams > MOST_STREAMS) {
      throw new CommandFailed(1, "fio: more than " + MOST_STREAMS + " requests at a time are not simulated");
    }
    boolean sized = options.given("size") && !options.given("time_based");
    var begun = guest.time().now();
    var batches = sized
        ? once(block, options.number("size", 1, disk.device().size().count()))
        : drive(block, runtime, (int) streams, readingPercent());
    var took = sized ? guest.time().since(begun) : runtime;
    if (readingPercent() < 100) {
      files.write("/dev/" + disk.name(), 0, sign());
    }
    invocation.line(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report(batches, block, took)));
    return 0;
  }

  private int readingPercent() {
    return switch (options.required("rw")) {
      case "read", "randread" -> 100;
      case "write", "randwrite" -> 0;
      case "rw", "readwrite", "randrw" -> (int) options.number("rwmixread", 50, 99);
      case String other -> throw new CommandFailed(1, "fio: rw=" + other + " is not simulated");
    };
  }

  /** Keep so many requests going until the time is over; the reads among them are as many streams of their own. */
  private List<Batch> drive(Bytes block, Duration runtime, int count, int readingPercent) {
    var batches = new ArrayList<Batch>();
    var streams = new ArrayList<RequestStream>();
    for (int i = 0; i < count; i++) {
      boolean reading = (i + 1) * readingPercent / 100 > i * readingPercent / 100 || readingPercent == 100;
      streams.add(new RequestStream(guest, block, reading, runtime, batches));
    }
    try {
      streams.forEach(RequestStream::start);
      guest.time().sleep(runtime);
    } finally {
      streams.forEach(RequestStream::stop);
    }
    return batches;
  }

  /** Move so much and be done. */
  private List<Batch> once(Bytes block, long size) {
    boolean reading = readingPercent() == 100;
    var begun = guest.time().now();
    guest.resources().perform(new Operation.GuestTransfer(Bytes.of(size), reading));
    long count = Math.ceilDiv(size, block.count());
    return List.of(new Batch(reading, count, (double) guest.time().since(begun).toNanos() / count));
  }

  private byte[] sign() {
    var bytes = new byte[SIGN];
    for (int i = 0; i < SIGN; i++) {
      bytes[i] = (byte) guest.chance().nextLong();
    }
    return bytes;
  }

  private SequencedMap<String, Object> report(List<Batch> batches, Bytes block, Duration runtime) {
    var job = new LinkedHashMap<String, Object>();
    job.put("jobname", options.text("name", "job"));
    job.put("groupid", 0);
    job.put("error", 0);
    job.put("elapsed", runtime.toSeconds());
    job.put("read", side(batches.stream().filter(Batch::reading).toList(), block, runtime));
    job.put("write", side(batches.stream().filter(batch -> !batch.reading()).toList(), block, runtime));
    var report = new LinkedHashMap<String, Object>();
    report.put("fio version", "fio-3.33");
    report.put("timestamp", guest.time().now().getEpochSecond());
    report.put("jobs", List.of(job));
    return report;
  }

  private static SequencedMap<String, Object> side(List<Batch> batches, Bytes block, Duration runtime) {
    long requests = batches.stream().mapToLong(Batch::count).sum();
    double seconds = runtime.toNanos() / 1e9;
    long bytes = requests * block.count();
    var side = new LinkedHashMap<String, Object>();
    side.put("io_bytes", bytes);
    side.put("io_kbytes", bytes / 1024);
    side.put("bw_bytes", Math.round(bytes / seconds));
    side.put("bw", Math.round(bytes / seconds / 1024));
    side.put("iops", Math.round(requests / seconds * MILLION) / MILLION);
    side.put("runtime", batches.isEmpty() ? 0 : runtime.toMillis());
    side.put("total_ios", requests);
    side.put("clat_ns", latency(batches, requests, true));
    side.put("lat_ns", latency(batches, requests, false));
    return side;
  }

  private static SequencedMap<String, Object> latency(List<Batch> batches, long requests, boolean percentiles) {
    var sorted = batches.stream().sorted(Comparator.comparingDouble(Batch::nanos)).toList();
    double mean = requests == 0 ? 0 : sorted.stream().mapToDouble(batch -> batch.nanos() * batch.count()).sum() / requests;
    double variance = requests == 0 ? 0 : sorted.stream().mapToDouble(batch -> batch.count() * (batch.nanos() - mean) * (batch.nanos() - mean)).sum() / requests;
    var latency = new LinkedHashMap<String, Object>();
    latency.put("min", sorted.isEmpty() ? 0 : Math.round(sorted.getFirst().nanos()));
    latency.put("max", sorted.isEmpty() ? 0 : Math.round(sorted.getLast().nanos()));
    latency.put("mean", Math.round(mean * MILLION) / MILLION);
    latency.put("stddev", Math.round(StrictMath.sqrt(variance) * MILLION) / MILLION);
    latency.put("N", requests);
    if (percentiles && requests > 0) {
      var values = new LinkedHashMap<String, Object>();
      for (double percent : new double[] {1, 5, 50, 90, 95, 99, 99.9}) {
        values.put(String.format(java.util.Locale.ROOT, "%.6f", percent), Math.round(at(sorted, requests * percent / 100)));
      }
      latency.put("percentile", values);
    }
    return latency;
  }

  private static double at(List<Batch> sorted, double rank) {
    long seen = 0;
    for (var batch : sorted) {
      seen += batch.count();
      if (seen >= rank) {
        return batch.nanos();
      }
    }
    return sorted.getLast().nanos();
  }
}
