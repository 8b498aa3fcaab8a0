/** How Assay reaches PostgreSQL: an embedded server it owns, or one it is pointed at; pooling and schema migrations. */
@NullMarked
package dev.assay.database;

import org.jspecify.annotations.NullMarked;
