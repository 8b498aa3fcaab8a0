/** Mail about a run: what it says, and sending it over SMTP. Start at {@code RunMail}; settings come from outside. */
@NullMarked
package dev.assay.site.mail;

import org.jspecify.annotations.NullMarked;
