/**
 * The server: HTTP, security, the machine interface, assets. It knows no page's content; pages are values of
 * {@code dev.assay.site.pages}. Start with {@code SiteServer}; what changes anything is added by {@code ApiRoute}s of
 * whoever composes it.
 */
@NullMarked
package dev.assay.site.server;

import org.jspecify.annotations.NullMarked;
