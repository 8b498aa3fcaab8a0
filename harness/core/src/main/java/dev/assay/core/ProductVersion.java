package dev.assay.core;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A dotted product version such as {@code 6.5.0}, ordered number by number. */
public record ProductVersion(List<Integer> parts) implements Comparable<ProductVersion> {

  private static final Pattern TEXT = Pattern.compile("\\d{1,6}(\\.\\d{1,6}){0,4}");

  public ProductVersion {
    parts = List.copyOf(parts);
  }

  public static ProductVersion parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      throw new AssayException.Usage("reading a product version: '" + text + "' is not numbers with dots between, such as 6.5.0");
    }
    return new ProductVersion(Arrays.stream(text.split("\\.")).map(Integer::valueOf).toList());
  }

  @Override
  public int compareTo(ProductVersion other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Integer.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int part(int index) {
    return index < parts.size() ? parts.get(index) : 0;
  }

  @Override
  public String toString() {
    return String.join(".", parts.stream().map(String::valueOf).toList());
  }
}
