/**
 * Sessions on a server: calls checked against the API's table, tasks, events, and waiting for objects to change.
 *
 * <p>Knows nothing of sockets: it speaks through any {@link dev.assay.xapi.Transport}. Start at
 * {@link dev.assay.xapi.client.XapiClient}.
 */
@NullMarked
package dev.assay.xapi.client;

import org.jspecify.annotations.NullMarked;
