package dev.assay.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers of the command line, and refuses others in words that do not speak of programming. */
final class Numbers {

  private Numbers() {}

  /** Teach a parser, and the parsers of all its commands, how numbers are read. */
  static void register(CommandLine line) {
    ITypeConverter<Integer> ints = text -> whole(text, Integer::valueOf, Integer.MIN_VALUE, Integer.MAX_VALUE);
    ITypeConverter<Long> longs = text -> whole(text, Long::valueOf, Long.MIN_VALUE, Long.MAX_VALUE);
    line.registerConverter(int.class, ints).registerConverter(Integer.class, ints);
    line.registerConverter(long.class, longs).registerConverter(Long.class, longs);
    line.registerConverter(double.class, Numbers::finite).registerConverter(Double.class, Numbers::finite);
  }

  private static <T> T whole(String text, Function<String, T> reading, long least, long most) {
    try {
      return reading.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not " + (text.matches("[+-]?\\d+") ? "between " + least + " and " + most : "a whole number"));
    }
  }

  private static double finite(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value) && !text.matches(".*[dDfFxX]")) {
        return value;
      }
    } catch (NumberFormatException e) {
      // refused below, like what is not finite
    }
    throw new TypeConversionException("'" + text + "' is not a number");
  }
}
