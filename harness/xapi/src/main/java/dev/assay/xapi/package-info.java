/**
 * A typed XenAPI client over a one-method {@link dev.assay.xapi.Transport}, driven by our own table of the API's facts.
 *
 * <p>Here are only the contracts: {@link dev.assay.xapi.Transport} (what crosses the wire),
 * {@link dev.assay.xapi.HttpHandlers} (the paths beside it) and {@link dev.assay.xapi.XapiException} (how a server
 * refuses). Facts are in {@code table}, bytes in {@code wire}, sockets in {@code http}, sessions in {@code client},
 * references and fields in {@code model}, metrics in {@code metrics}.
 */
@NullMarked
package dev.assay.xapi;

import org.jspecify.annotations.NullMarked;
