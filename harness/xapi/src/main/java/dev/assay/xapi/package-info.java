/**
 * A typed XenAPI client over a one-method {@link dev.assay.xapi.Transport}, driven by our own table of the API's facts.
 *
 * <p>Start at {@link dev.assay.xapi.Transport} (what crosses the wire) and {@link dev.assay.xapi.XapiException} (how a
 * server refuses).
 */
@NullMarked
package dev.assay.xapi;

import org.jspecify.annotations.NullMarked;
