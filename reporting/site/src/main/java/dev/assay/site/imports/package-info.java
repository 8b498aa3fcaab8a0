/** Reads what other test tools wrote (JUnit XML, plain KPI JSON), and stores it as a run. */
@NullMarked
package dev.assay.site.imports;

import org.jspecify.annotations.NullMarked;
