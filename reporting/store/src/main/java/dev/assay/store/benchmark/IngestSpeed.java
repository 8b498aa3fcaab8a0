package dev.assay.store.benchmark;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.ProductVersion;
import dev.assay.core.SuiteName;
import dev.assay.core.benchmark.Contender;
import dev.assay.core.benchmark.Race;
import dev.assay.core.benchmark.Scale;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import dev.assay.core.run.Journal;
import dev.assay.core.run.PlannedCase;
import dev.assay.database.Database;
import dev.assay.store.RunHeader;
import dev.assay.store.StoredRuns;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Stores samples through a run's journal, with its checks, against COPY of lines made beforehand into a table of the same
 * columns and indexes, and against Hibernate's batched inserts into another such table.
 */
public final class IngestSpeed implements AutoCloseable {

  private static final int SAMPLES = 50_000;
  private static final int SERIES = 50;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final CaseId CASE = CaseId.of("benchmark/ingest/samples");

  private final StoredRuns runs;
  private final Journal.Attempt attempt;
  private final BareTables bare;
  private final List<Sample> samples;

  /** Prepare in a database that is thrown away afterwards. */
  public IngestSpeed(Database database) {
    runs = StoredRuns.over(database);
    var run = runs.open(header(), List.of(new PlannedCase(CASE, "ingest", 3, Need.of(1), Duration.ofMinutes(1), "benchmark")));
    attempt = runs.resume(run, "benchmark").began(CASE, 1, List.of(HostId.of("h1")), FIRST);
    bare = new BareTables(database);
    samples = samples();
  }

  public Race race() {
    var lines = BareTables.lines(samples, SERIES);
    return Race.of("samples/s", Scale.PER_SECOND,
        new Contender("COPY, bare", () -> bare.copy(lines)),
        new Contender("the run's journal", () -> {
          attempt.measured(samples);
          return samples.size();
        }),
        new Contender("Hibernate, batches of 1000", () -> bare.insertByHibernate(samples, SERIES)));
  }

  private static List<Sample> samples() {
    var kpi = Kpi.lower("benchmark.latency", "ms");
    return IntStream.range(0, SAMPLES)
        .mapToObj(i -> new Sample(kpi, 1 + i * 0.001, FIRST.plusMillis(i), new TreeMap<>(Collections.singletonMap("guest", "g" + i % SERIES))))
        .toList();
  }

  private static RunHeader header() {
    var build = new Build(BuildId.of("benchmark"), "XenServer", ProductVersion.parse("7.0"), "1", "dundee", URI.create("http://media/benchmark"));
    return new RunHeader(SuiteName.of("benchmark"), build, "benchmark", "benchmark", 1, new TreeMap<>(), "benchmark", "benchmark", "assay bench ingest");
  }

  @Override
  public void close() {
    bare.close();
    runs.close();
  }
}
