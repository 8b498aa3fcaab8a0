/**
 * Who may use the server and what they did: tokens, sessions, roles, the audit, the limit on logins. Nothing here knows
 * HTTP. Start with {@code Access}.
 */
@NullMarked
package dev.assay.site.access;

import org.jspecify.annotations.NullMarked;
