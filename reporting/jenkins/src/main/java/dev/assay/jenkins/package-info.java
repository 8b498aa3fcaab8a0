/**
 * Jenkins as a neighbour: have it build something, follow that, and collect what it made as a build under test.
 *
 * <p>Start at {@link dev.assay.jenkins.BuildServer}. Which client library speaks to it is known in {@code rest} alone.
 */
@NullMarked
package dev.assay.jenkins;

import org.jspecify.annotations.NullMarked;
