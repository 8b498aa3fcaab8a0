/**
 * The XAPI server of an installed simulated host: an object database driven by the API's own table, sessions, tasks and
 * events, and a handler class per XAPI class for the messages that do something. A message that is not modelled fails as
 * an unknown one does.
 *
 * <p>Start at {@link dev.assay.simulator.xapi.XapiToolstacks} (how a host gets its server); a call's way is
 * {@code Server}, {@code Dispatcher}, then one of the {@code *Messages}. All of it runs one fork at a time in virtual
 * time, so nothing locks.
 */
@NullMarked
package dev.assay.simulator.xapi;

import org.jspecify.annotations.NullMarked;
