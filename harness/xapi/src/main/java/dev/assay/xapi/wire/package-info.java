/**
 * XenAPI calls and answers as bytes, both ways: JSON-RPC (2.0 and 1.0) and XML-RPC, for client and server.
 *
 * <p>No sockets here. What the bytes leave open (a date in JSON is a string, a number in XML-RPC too) is decided by the
 * API's table. Start at {@link dev.assay.xapi.wire.JsonRpc} and {@link dev.assay.xapi.wire.XmlRpc}.
 */
@NullMarked
package dev.assay.xapi.wire;

import org.jspecify.annotations.NullMarked;
