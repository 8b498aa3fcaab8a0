package dev.assay.site.summary;

import dev.assay.core.HostId;
import dev.assay.core.Verdict;
import java.time.Instant;

/** A stretch of the lab's time for which a host served one attempt. */
public record Bar(HostId host, Instant from, Instant to, Verdict verdict) {}
