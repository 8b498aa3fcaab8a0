/** Samples stored against bare COPY and Hibernate's batches. Start at {@link dev.assay.store.benchmark.IngestSpeed}. */
@NullMarked
package dev.assay.store.benchmark;

import org.jspecify.annotations.NullMarked;
