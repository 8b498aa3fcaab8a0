/**
 * How Assay reaches PostgreSQL: an embedded server it owns, or one it is pointed at; pooling, schema migrations and short
 * transactions. Start at {@link dev.assay.database.Database}; what the data mean is the matter of those who own a schema.
 */
@NullMarked
package dev.assay.database;

import org.jspecify.annotations.NullMarked;
