/** Which hosts satisfy a need, and whose turn it is: pure functions of what is declared and who holds what. */
@NullMarked
package dev.assay.inventory.matching;

import org.jspecify.annotations.NullMarked;
