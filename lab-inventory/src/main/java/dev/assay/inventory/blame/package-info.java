/**
 * Whether failures speak against a host, or against the test or the build that ran there: a pure function over recorded
 * results. It only advises; nothing here changes a host. Start reading at {@link dev.assay.inventory.blame.Blame}.
 */
@NullMarked
package dev.assay.inventory.blame;

import org.jspecify.annotations.NullMarked;
