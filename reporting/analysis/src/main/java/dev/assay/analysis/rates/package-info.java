/** Pass rates whose failures cluster, new failures against history, and flaky tests. */
@NullMarked
package dev.assay.analysis.rates;

import org.jspecify.annotations.NullMarked;
