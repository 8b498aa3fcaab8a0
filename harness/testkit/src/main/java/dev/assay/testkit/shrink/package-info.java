/**
 * Makes what fails as short as it can be and still fail. It knows nothing of labs. Start at
 * {@link dev.assay.testkit.shrink.DeltaDebugging}.
 */
@NullMarked
package dev.assay.testkit.shrink;

import org.jspecify.annotations.NullMarked;
