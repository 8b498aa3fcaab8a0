package dev.assay.core.run;

import dev.assay.core.CaseId;
import dev.assay.core.Need;
import java.time.Duration;

/**
 * One behaviour that a run will try.
 *
 * @param area who owns it, such as {@code storage}
 * @param priority 1 is the most urgent
 * @param need what its bench asks of the lab, derived from the bench
 * @param limit how long one attempt may take, in the lab's time
 * @param source the class and method that is the case, as {@code class#method}
 */
public record PlannedCase(CaseId id, String area, int priority, Need need, Duration limit, String source) {}
