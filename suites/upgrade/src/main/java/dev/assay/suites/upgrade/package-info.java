/** Upgrade: the build under test over what came before it. Start at {@link dev.assay.suites.upgrade.UpgradeSuite}. */
@NullMarked
package dev.assay.suites.upgrade;

import org.jspecify.annotations.NullMarked;
