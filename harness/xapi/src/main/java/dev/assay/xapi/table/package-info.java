/**
 * The XenAPI as facts: its classes, fields, messages, enums and releases, read from one resource file.
 *
 * <p>Client, codecs and simulator are all driven by this table. Nothing here calls anybody. Start at
 * {@link dev.assay.xapi.table.ApiTable}.
 */
@NullMarked
package dev.assay.xapi.table;

import org.jspecify.annotations.NullMarked;
