package dev.assay.testkit.execution;

import dev.assay.testkit.plan.TestBehaviour;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.IMethodInstance;
import org.testng.IMethodInterceptor;
import org.testng.ITestContext;
import org.testng.ITestObjectFactory;
import org.testng.ITestResult;
import org.testng.TestNG;
import org.testng.annotations.Factory;

/**
 * Cases of one instance of a test class, given to TestNG: it finds and calls the methods, we say on what instance, in
 * which order, and what an attempt is. It writes no report and prints nothing.
 */
final class TestNgBatch implements IHookable, IMethodInterceptor, ITestObjectFactory {

  private final List<TestBehaviour> behaviours;
  private final Object instance;
  private final CaseRunner runner;
  private final List<TestBehaviour> tried = new ArrayList<>();
  private Optional<Throwable> stopped = Optional.empty();

  /** Take cases that all share one class and one combination of variants. */
  TestNgBatch(List<TestBehaviour> behaviours, Object instance, CaseRunner runner) {
    this.behaviours = behaviours;
    this.instance = instance;
    this.runner = runner;
  }

  /** Run the cases in order; throws what ended the lane, if anything did. */
  void run() {
    var testng = new TestNG(false);
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {Instances.class});
    testng.setObjectFactory(this);
    testng.addListener(this);
    testng.run();
    stopped.ifPresent(TestNgBatch::rethrowUnchecked);
    if (tried.size() != behaviours.size()) {
      throw new IllegalStateException("TestNG ran " + tried.size() + " of " + behaviours.size() + " cases of " + instance.getClass());
    }
  }

  /** List the cases that were not begun. */
  List<TestBehaviour> untried() {
    return behaviours.stream().filter(behaviour -> !tried.contains(behaviour)).toList();
  }

  /** Return the case that was begun last. */
  TestBehaviour last() {
    return tried.getLast();
  }

  @Override
  public <T> T newInstance(Constructor<T> constructor, Object... parameters) {
    return constructor.getDeclaringClass().cast(new Instances(instance));
  }

  @Override
  public List<IMethodInstance> intercept(List<IMethodInstance> methods, ITestContext context) {
    return methods.stream()
        .filter(method -> find(method.getMethod().getMethodName()).isPresent())
        .sorted(Comparator.comparingInt(method -> behaviours.indexOf(find(method.getMethod().getMethodName()).orElseThrow())))
        .toList();
  }

  @Override
  public void run(IHookCallBack callBack, ITestResult result) {
    if (stopped.isPresent()) {
      return;
    }
    var behaviour = find(result.getMethod().getMethodName()).orElseThrow();
    tried.add(behaviour);
    try {
      runner.tryCase(behaviour, call(callBack, result));
    } catch (RuntimeException | Error e) {
      // TestNG would take whatever leaves this method for a failed test, and go on.
      stopped = Optional.of(e);
    }
  }

  private static Callable<Void> call(IHookCallBack callBack, ITestResult result) {
    return () -> {
      result.setThrowable(null);
      callBack.runTestMethod(result);
      switch (result.getThrowable()) {
        case null -> {}
        case InvocationTargetException e -> rethrow(e.getCause());
        case Throwable e -> rethrow(e);
      }
      return null;
    };
  }

  private static void rethrowUnchecked(Throwable thrown) {
    switch (thrown) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private static void rethrow(Throwable thrown) throws Exception {
    switch (thrown) {
      case Exception e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private Optional<TestBehaviour> find(String method) {
    return behaviours.stream().filter(behaviour -> behaviour.method().getName().equals(method)).findFirst();
  }

  /**
   * Hands TestNG the instance that we made. TestNG calls it without asking for access, and insists on a constructor
   * without parameters that it then has us stand in for.
   */
  public static final class Instances {

    private final Object instance;

    @SuppressWarnings("unused")
    public Instances() {
      throw new IllegalStateException("TestNG made an instance by itself");
    }

    private Instances(Object instance) {
      this.instance = instance;
    }

    @Factory
    public Object[] instances() {
      return new Object[] {instance};
    }
  }
}
