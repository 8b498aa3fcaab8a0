package dev.assay.testkit.plan;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.testkit.EveryCombination;
import dev.assay.testkit.Host;
import dev.assay.testkit.Memory;
import dev.assay.testkit.Count;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Pools;
import dev.assay.testkit.Quantity;
import dev.assay.testkit.Size;
import dev.assay.testkit.Storage;
import dev.assay.testkit.Variant;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A test class's only constructor, read as the statement of what the class wants. */
public record TestConstructor(Constructor<?> constructor) {

  /**
   * Find the constructor of a test class.
   *
   * @throws AssayException.Usage when there are several
   */
  public static TestConstructor of(Class<?> type) {
    var constructors = type.getDeclaredConstructors();
    if (constructors.length != 1) {
      throw new AssayException.Usage("planning " + type.getName() + ": it has " + constructors.length
          + " constructors; its only one says what bench it wants");
    }
    constructors[0].setAccessible(true);
    return new TestConstructor(constructors[0]);
  }

  public List<Parameter> parameters() {
    return List.of(constructor.getParameters());
  }

  /** Derive the bench: one pool at most, or several alike, and a host alone for each {@link Host}. */
  BenchShape shape(Suite suite, Room room) {
    var pools = parameters().stream().filter(parameter -> parameter.getType() == Pool.class || parameter.getType() == Pools.class).toList();
    if (pools.size() > 1) {
      throw new AssayException.Usage("planning " + constructor.getDeclaringClass().getName() + ": a bench has one pool, not " + pools.size());
    }
    int count = pools.stream().mapToInt(parameter -> count(parameter, suite)).findFirst().orElse(1);
    int pooled = pools.stream().mapToInt(parameter -> size(parameter, suite, room)).sum();
    int solo = (int) parameters().stream().filter(parameter -> parameter.getType() == Host.class).count();
    return new BenchShape(count, pooled, solo, storage(), memory(suite));
  }

  /** List the combinations of values for its varying parameters: one empty combination when none varies. */
  List<List<Variant>> variants(Suite.Expansion expansion) {
    var parameters = parameters().stream()
        .filter(parameter -> Variant.class.isAssignableFrom(parameter.getType()))
        .map(parameter -> VariantValues.of(parameter.getType()))
        .toList();
    return switch (expansion) {
      case EVERY_COMBINATION -> product(parameters);
      case EACH_VALUE -> constructor.getDeclaringClass().isAnnotationPresent(EveryCombination.class) ? product(parameters) : eachValue(parameters);
    };
  }

  private static List<List<Variant>> product(List<List<Variant>> parameters) {
    List<List<Variant>> combinations = List.of(List.of());
    for (var values : parameters) {
      combinations = combinations.stream()
          .flatMap(before -> values.stream().map(value -> Stream.concat(before.stream(), Stream.of(value)).toList()))
          .toList();
    }
    return combinations;
  }

  private static List<List<Variant>> eachValue(List<List<Variant>> parameters) {
    int most = parameters.stream().mapToInt(List::size).max().orElse(1);
    return IntStream.range(0, most)
        .mapToObj(row -> IntStream.range(0, parameters.size())
            .mapToObj(column -> parameters.get(column).get((row + column) % parameters.get(column).size()))
            .toList())
        .toList();
  }

  /**
   * Make an instance.
   *
   * @param offered where the values of parameters come from; a parameter that nobody offers is a mistake of the class
   */
  public Object instance(List<Variant> variants, java.util.function.Function<Parameter, Optional<Object>> offered) {
    var left = new ArrayList<>(variants);
    var arguments = parameters().stream()
        .map(parameter -> Variant.class.isAssignableFrom(parameter.getType())
            ? left.removeFirst()
            : offered.apply(parameter).orElseThrow(() -> unknown(parameter)))
        .toArray();
    try {
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("making an instance of " + constructor.getDeclaringClass().getName(), e);
    }
  }

  private AssayException unknown(Parameter parameter) {
    return new AssayException.Usage("making an instance of " + constructor.getDeclaringClass().getName() + ": it asks for "
        + parameter.getType().getName() + ", which no bench offers");
  }

  private int size(Parameter parameter, Suite suite, Room room) {
    var size = parameter.getAnnotation(Size.class);
    if (size == null) {
      return 1;
    }
    if (size.quantity().isBlank()) {
      return size.value();
    }
    var quantity = declared(size.quantity(), parameter, suite);
    int wanted = suite.quantities().of(quantity);
    return size.fitting() && !suite.quantities().set().containsKey(size.quantity())
        ? Math.clamp(room.most(storage(), memory(suite)), (int) Math.min(quantity.least(), wanted), wanted)
        : wanted;
  }

  private static int count(Parameter parameter, Suite suite) {
    var count = parameter.getAnnotation(Count.class);
    return count == null ? 1 : suite.quantities().of(declared(count.quantity(), parameter, suite));
  }

  private static Quantity declared(String name, Parameter parameter, Suite suite) {
    return suite.declared().stream()
        .filter(quantity -> quantity.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssayException.Usage("planning " + parameter.getDeclaringExecutable().getDeclaringClass().getName()
            + ": its pool is to be of quantity '" + name + "', which suite " + suite.name() + " does not declare"));
  }

  private List<String> storage() {
    return parameters().stream()
        .map(parameter -> parameter.getAnnotation(Storage.class))
        .filter(storage -> storage != null)
        .flatMap(storage -> Arrays.stream(storage.value()))
        .toList();
  }

  private Bytes memory(Suite suite) {
    return parameters().stream()
        .filter(parameter -> parameter.isAnnotationPresent(Memory.class))
        .map(parameter -> memory(parameter, parameter.getAnnotation(Memory.class), suite))
        .max(Comparator.naturalOrder())
        .orElse(Bytes.ZERO);
  }

  private static Bytes memory(Parameter parameter, Memory memory, Suite suite) {
    return memory.quantity().isBlank() ? Bytes.parse(memory.value()) : Bytes.gib(suite.quantities().of(declared(memory.quantity(), parameter, suite)));
  }
}
