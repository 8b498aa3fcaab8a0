/** The server as a command: what it is made of, its controlling routes, its tokens. */
@NullMarked
package dev.assay.cli.serve;

import org.jspecify.annotations.NullMarked;
