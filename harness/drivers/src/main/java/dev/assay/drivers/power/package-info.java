/** Power switches out of band: Redfish and IPMI management controllers. */
@NullMarked
package dev.assay.drivers.power;

import org.jspecify.annotations.NullMarked;
