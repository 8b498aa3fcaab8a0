/**
 * XenAPI over sockets: JSON-RPC, or XML-RPC for hosts that have no other, over HTTPS that is verified or pinned.
 *
 * <p>The wall clock of the network applies here, not the injected time. Start at {@link dev.assay.xapi.http.HttpTransport}.
 */
@NullMarked
package dev.assay.xapi.http;

import org.jspecify.annotations.NullMarked;
