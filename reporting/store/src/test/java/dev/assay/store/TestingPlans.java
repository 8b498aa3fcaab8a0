package dev.assay.store;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import dev.assay.core.CaseId;
import dev.assay.core.HostId;
import dev.assay.core.Need;
import dev.assay.core.ProductVersion;
import dev.assay.core.SuiteName;
import dev.assay.core.run.PlannedCase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plans and headers for tests. */
final class TestingPlans {

  static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00.123456789Z");
  static final CaseId FIRST = CaseId.of("bvt/area/case-0");
  static final CaseId SECOND = CaseId.of("bvt/area/case-1");
  static final List<HostId> HOSTS = List.of(HostId.of("ams-h03"), HostId.of("ams-h04"));

  private TestingPlans() {}

  static RunHeader header(String build, String controller) {
    var options = new TreeMap<String, String>();
    options.put("with-defect", "vm-started-twice");
    options.put("only", "storage");
    return new RunHeader(
        SuiteName.of("bvt"),
        new Build(BuildId.of(build), "XenServer", ProductVersion.parse("6.5.0"), "90233", "creedence", URI.create("http://127.0.0.1/media")),
        "example", "labs/example.yaml", 42, options, "kim", controller, "assay run bvt --seed 42");
  }

  static List<PlannedCase> plan(int cases) {
    return IntStream.range(0, cases).mapToObj(TestingPlans::planned).toList();
  }

  private static PlannedCase planned(int index) {
    var need = new Need(2, Bytes.gib(16), 4, List.of("nfs"), true, "perf-a");
    return new PlannedCase(CaseId.of("bvt/area/case-" + index), "area", 1 + index % 3, need, Duration.ofMinutes(20), "dev.assay.store.SignatureTests#case" + index);
  }
}
