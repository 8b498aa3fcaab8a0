/** Decorators that ask the fence before every action, so that whoever lost a host cannot touch it. */
@NullMarked
package dev.assay.drivers.fenced;

import org.jspecify.annotations.NullMarked;
