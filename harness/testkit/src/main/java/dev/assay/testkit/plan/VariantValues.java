package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import dev.assay.testkit.Variant;
import java.util.Arrays;
import java.util.List;

/** The values of a varying constructor parameter. */
final class VariantValues {

  private VariantValues() {}

  static List<Variant> of(Class<?> type) {
    var values = type.isEnum() ? Arrays.asList(type.getEnumConstants()) : listed(type);
    if (values.isEmpty()) {
      throw new AssayException.Usage("planning the variants of " + type.getName() + ": there are none");
    }
    return values.stream().map(Variant.class::cast).toList();
  }

  private static List<?> listed(Class<?> type) {
    try {
      var method = type.getDeclaredMethod("variants");
      method.setAccessible(true);
      return (List<?>) method.invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new AssayException.Usage("planning the variants of " + type.getName()
          + ": it is neither an enum nor has a static method variants() that lists them");
    }
  }
}
