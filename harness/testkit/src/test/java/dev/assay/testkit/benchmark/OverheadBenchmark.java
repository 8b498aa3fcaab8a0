package dev.assay.testkit.benchmark;

import dev.assay.core.time.SystemTime;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Variant;
import dev.assay.testkit.execution.EmptyExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.Factory;
import org.testng.annotations.Test;

/** What a case costs under the harness, against plain TestNG running the same empty case; run its main method. */
public final class OverheadBenchmark {

  private static final int INSTANCES = 200;
  private static final int METHODS = 5;
  private static final int ROUNDS = 15;

  private OverheadBenchmark() {}

  /** One of many instances of the empty class. */
  public record Number(String label) implements Variant {
    static List<Number> variants() {
      return IntStream.range(0, INSTANCES).mapToObj(number -> new Number("n" + number)).toList();
    }
  }

  static class Empty {
    Empty(Pool pool, Number number) {}

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

  /** The same, as plain TestNG wants it. */
  public static class PlainEmpty {
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
      return IntStream.range(0, INSTANCES).mapToObj(number -> new PlainEmpty()).toArray();
    }
  }

  public static void main(String[] arguments) {
    var plain = median(OverheadBenchmark::plainTestNg);
    var harness = median(() -> EmptyExecution.run(Empty.class));
    System.out.printf("%d cases: plain TestNG %.1f us per case, harness %.1f us per case, overhead %.1f us per case%n",
        INSTANCES * METHODS, perCase(plain), perCase(harness), perCase(harness.minus(plain)));
  }

  private static int plainTestNg() {
    var testng = new TestNG(false);
    var listener = new TestListenerAdapter();
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {PlainFactory.class});
    testng.addListener(listener);
    testng.run();
    return listener.getPassedTests().size();
  }

  private static Duration median(IntSupplier run) {
    var time = SystemTime.real();
    var took = new ArrayList<Duration>();
    for (int round = 0; round < ROUNDS; round++) {
      var start = time.now();
      if (run.getAsInt() != INSTANCES * METHODS) {
        throw new IllegalStateException("not all cases passed");
      }
      took.add(time.since(start));
    }
    Collections.sort(took);
    return took.get(ROUNDS / 2);
  }

  private static double perCase(Duration all) {
    return all.toNanos() / 1000.0 / (INSTANCES * METHODS);
  }
}
