/**
 * Time and chance behind seams: the wall clock and the operating system's randomness are touched nowhere else.
 *
 * <p>{@link dev.assay.core.time.SystemTime} is the real thing; {@link dev.assay.core.time.VirtualTime} runs the same
 * blocking code faster than time, one thread at a time, the same on every launch.
 */
@NullMarked
package dev.assay.core.time;

import org.jspecify.annotations.NullMarked;
