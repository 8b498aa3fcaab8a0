/** The simulated lab, in this process and behind sockets, as what drivers are tested against. */
@NullMarked
package dev.assay.drivers.lab;

import org.jspecify.annotations.NullMarked;
