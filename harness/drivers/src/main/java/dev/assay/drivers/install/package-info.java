/** Network installation: what is served to a host, and {@link dev.assay.drivers.install.Installer}, which brings a host to a build. */
@NullMarked
package dev.assay.drivers.install;

import org.jspecify.annotations.NullMarked;
