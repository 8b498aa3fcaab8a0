package dev.assay.store;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in the test a failure arose: class and method, without line, so that an edit elsewhere in the file changes nothing. */
final class TopFrame {

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");

  private TopFrame() {}

  /**
   * Return the frame nearest to the failure that lies in the test's own class.
   *
   * @param source the case's class and method, {@code class#method}; returned when the stack does not touch that class
   */
  static String of(@Nullable Throwable thrown, String source) {
    var testClass = source.split("#", 2)[0];
    for (var seen = thrown; seen != null; seen = seen.getCause()) {
      var frame = frames(seen).stream().filter(element -> isOf(testClass, element.getClassName())).findFirst();
      if (frame.isPresent()) {
        return frame.get().getClassName() + "#" + methodOf(frame.get());
      }
    }
    return source;
  }

  private static List<StackTraceElement> frames(Throwable thrown) {
    return Arrays.asList(thrown.getStackTrace());
  }

  private static boolean isOf(String testClass, String className) {
    return className.equals(testClass) || className.startsWith(testClass + "$");
  }

  private static String methodOf(StackTraceElement frame) {
    var lambda = LAMBDA.matcher(frame.getMethodName());
    return lambda.matches() ? lambda.group(1) : frame.getMethodName();
  }
}
