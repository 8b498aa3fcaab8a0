package dev.assay.cli;

import dev.assay.config.Suggestion;
import dev.assay.site.Format;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a report's format by what people call it. */
final class ReportFormats implements ITypeConverter<Format>, Iterable<String> {

  private static List<String> labels() {
    return Arrays.stream(Format.values()).map(Format::label).toList();
  }

  @Override
  public Format convert(String text) {
    var asked = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(Format.values()).filter(format -> format.label().equals(asked) || format.name().replace('_', '-').equalsIgnoreCase(asked)).findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "' is no format; there are " + String.join(", ", labels())
            + Suggestion.closest(asked, labels()).map(near -> "; did you mean " + near + "?").orElse("")));
  }

  @Override
  public Iterator<String> iterator() {
    return labels().iterator();
  }
}
