package dev.assay.testkit.execution;

import dev.assay.testkit.Variant;
import dev.assay.testkit.plan.TestBehaviour;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * A few cases given to TestNG: it finds and calls the methods, we say on which instances, in which order, and what an
 * attempt is. It writes no report and prints nothing.
 */
final class TestNgBatch implements IHookable, IMethodInterceptor, ITestObjectFactory {

  private record InstanceKey(Class<?> type, List<Variant> variants) {}

  private final List<TestBehaviour> behaviours;
  private final CaseRunner runner;
  private final Map<Object, Map<String, TestBehaviour>> behavioursOf = new IdentityHashMap<>();
  private final Instances instances;
  private final List<TestBehaviour> tried = new ArrayList<>();
  private Optional<RuntimeException> stopped = Optional.empty();

  TestNgBatch(List<TestBehaviour> behaviours, Offers offers, CaseRunner runner) {
    this.behaviours = behaviours;
    this.runner = runner;
    var made = new LinkedHashMap<InstanceKey, Object>();
    for (var behaviour : behaviours) {
      var instance = made.computeIfAbsent(
          new InstanceKey(behaviour.testClass(), behaviour.variants()), key -> offers.instanceFor(behaviour));
      behavioursOf.computeIfAbsent(instance, key -> new LinkedHashMap<>()).put(behaviour.method().getName(), behaviour);
    }
    this.instances = new Instances(made.values().toArray());
  }

  /** Run the cases in order; throws what ended the lane, if anything did. */
  void run() {
    var testng = new TestNG(false);
    testng.setVerbose(0);
    testng.setTestClasses(new Class<?>[] {Instances.class});
    testng.setObjectFactory(this);
    testng.addListener(this);
    testng.run();
    stopped.ifPresent(e -> {
      throw e;
    });
    if (tried.size() != behaviours.size()) {
      throw new IllegalStateException("TestNG ran " + tried.size() + " of " + behaviours.size() + " cases: " + tried);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T newInstance(Class<T> type, Object... parameters) {
    return (T) instances;
  }

  @Override
  public List<IMethodInstance> intercept(List<IMethodInstance> methods, ITestContext context) {
    return methods.stream()
        .filter(method -> find(method.getInstance(), method.getMethod().getMethodName()).isPresent())
        .sorted(Comparator.comparingInt(method ->
            behaviours.indexOf(find(method.getInstance(), method.getMethod().getMethodName()).orElseThrow())))
        .toList();
  }

  @Override
  public void run(IHookCallBack callBack, ITestResult result) {
    if (stopped.isPresent()) {
      return;
    }
    var behaviour = find(result.getInstance(), result.getMethod().getMethodName()).orElseThrow();
    tried.add(behaviour);
    try {
      runner.tryCase(behaviour, call(callBack, result));
    } catch (RuntimeException e) {
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

  private static void rethrow(Throwable thrown) throws Exception {
    switch (thrown) {
      case Exception e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  private Optional<TestBehaviour> find(Object instance, String method) {
    return Optional.ofNullable(behavioursOf.getOrDefault(instance, Map.of()).get(method));
  }

  /** Hands TestNG the instances that we made. */
  static final class Instances {

    private final Object[] instances;

    /** TestNG refuses a factory without such a constructor, and then asks us for the instance all the same. */
    @SuppressWarnings("unused")
    Instances() {
      this(new Object[0]);
    }

    Instances(Object[] instances) {
      this.instances = instances;
    }

    @Factory
    Object[] instances() {
      return instances;
    }
  }
}
