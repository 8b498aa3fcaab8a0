/**
 * What tests and drivers name when they speak to a server: typed references, the fields they read, records.
 *
 * <p>Not the whole API: what is missing here is reached by name through the session. Start at
 * {@link dev.assay.xapi.model.Ref} and {@link dev.assay.xapi.model.VmFields}.
 */
@NullMarked
package dev.assay.xapi.model;

import org.jspecify.annotations.NullMarked;
