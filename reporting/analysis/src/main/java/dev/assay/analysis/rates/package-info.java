/** Pass rates whose failures cluster by host or job. Start at {@link dev.assay.analysis.rates.ClusteredRate}. */
@NullMarked
package dev.assay.analysis.rates;

import org.jspecify.annotations.NullMarked;
