package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.testng.annotations.Test;

/** The behaviours of a test class, in the order of its source. */
final class TestMethods {

  private TestMethods() {}

  static List<Method> of(Class<?> type) {
    var order = sourceOrder(type);
    var methods = Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparingInt(method -> order.indexOf(method.getName())))
        .toList();
    if (methods.isEmpty()) {
      throw new AssayException.Usage("planning " + type.getName() + ": it has no method with @Test");
    }
    methods.forEach(TestMethods::check);
    refuseConfiguration(type);
    return methods;
  }

  /** Set-up methods of TestNG would not run again at a second attempt: a bench is what a case starts from. */
  private static void refuseConfiguration(Class<?> type) {
    for (var method : type.getDeclaredMethods()) {
      for (var annotation : method.getAnnotations()) {
        if (annotation.annotationType().getName().matches("org\\.testng\\.annotations\\.(Before|After).*")) {
          throw new AssayException.Usage("planning " + type.getName() + "#" + method.getName() + ": a test class has no "
              + annotation.annotationType().getSimpleName() + " methods; its bench is brought about by its constructor's parameters");
        }
      }
    }
  }

  private static void check(Method method) {
    if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
      throw new AssayException.Usage("planning " + method.getDeclaringClass().getName() + "#" + method.getName()
          + ": a case is a method without parameters, neither static nor private; what varies is a constructor parameter");
    }
  }

  /** Read the order from the class file: reflection promises none, and a launch must not differ from the next. */
  private static List<String> sourceOrder(Class<?> type) {
    var file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
    try (var in = type.getResourceAsStream(file)) {
      if (in == null) {
        throw new AssayException.Usage("planning " + type.getName() + ": its class file is not to be found");
      }
      return ClassFile.of().parse(in.readAllBytes()).methods().stream()
          .map(method -> method.methodName().stringValue())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
