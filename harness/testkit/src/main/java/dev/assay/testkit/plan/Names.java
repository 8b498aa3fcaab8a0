package dev.assay.testkit.plan;

import java.util.Locale;

/** Turns names of classes and methods into names of cases. */
final class Names {

  private Names() {}

  /** Turn {@code VmLifecycleTests} into {@code vm-lifecycle}. */
  static String ofClass(Class<?> type) {
    var name = type.getSimpleName();
    return hyphenated(name.endsWith("Tests") ? name.substring(0, name.length() - "Tests".length()) : name);
  }

  /** Turn {@code bootsUpAll125Vms} into {@code boots-up-all125-vms}. */
  static String hyphenated(String camelCase) {
    return camelCase
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
