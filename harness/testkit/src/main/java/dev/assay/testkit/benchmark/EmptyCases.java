package dev.assay.testkit.benchmark;

import dev.assay.testkit.Pool;
import dev.assay.testkit.Variant;
import java.util.List;
import java.util.stream.IntStream;
import org.testng.annotations.Factory;
import org.testng.annotations.Test;

/** Cases that do nothing, once as the harness wants them and once as plain TestNG does. */
final class EmptyCases {

  static final int INSTANCES = 200;
  static final int METHODS = 5;

  private EmptyCases() {}

  /** One of many instances of the empty class. */
  public record Number(String label) implements Variant {
    static List<Number> variants() {
      return IntStream.range(0, INSTANCES).mapToObj(number -> new Number("n" + number)).toList();
    }
  }

  static class OnABench {
    OnABench(Pool pool, Number number) {}

    @Test
    void one() {}

    @Test
    void two() {}

    @Test
    void three() {}

    @Test
    void four() {}

    @Test
    void five() {}
  }

  public static class Plain {
    @Test
    void one() {}

    @Test
    void two() {}

    @Test
    void three() {}

    @Test
    void four() {}

    @Test
    void five() {}
  }

  public static class PlainFactory {
    @Factory
    public Object[] instances() {
      return IntStream.range(0, INSTANCES).mapToObj(number -> new Plain()).toArray();
    }
  }
}
