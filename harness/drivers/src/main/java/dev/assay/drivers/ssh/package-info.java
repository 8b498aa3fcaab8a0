/** Shells over SSH, with the host key checked, exact arguments and file transfer; start at {@link dev.assay.drivers.ssh.SshShell}. */
@NullMarked
package dev.assay.drivers.ssh;

import org.jspecify.annotations.NullMarked;
