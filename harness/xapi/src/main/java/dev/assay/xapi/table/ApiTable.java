package dev.assay.xapi.table;

import dev.assay.core.ProductVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * All facts of the XenAPI that Assay knows, immutable and safe to share.
 *
 * <p>Load it once, where the program is put together, and hand it on: loading takes some tens of milliseconds.
 */
public final class ApiTable {

  private static final String RESOURCE = "/dev/assay/xapi/xenapi.table";

  private final Map<String, Release> releases;
  private final Map<String, ApiClass> classes;
  private final Map<String, ApiClass> classesInLowerCase = new LinkedHashMap<>();

  ApiTable(Map<String, Release> releases, Map<String, ApiClass> classes) {
    this.releases = releases;
    this.classes = classes;
    classes.values().forEach(type -> classesInLowerCase.put(type.name().toLowerCase(Locale.ROOT), type));
  }

  /** Read the table from this module's resources. */
  public static ApiTable load() {
    try (var stream = ApiTable.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("loading the XenAPI table: " + RESOURCE + " is not on the class path");
      }
      return new TableReader().read(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("loading the XenAPI table " + RESOURCE, e);
    }
  }

  /** List the releases from the oldest to the newest. */
  public List<Release> releases() {
    return List.copyOf(releases.values());
  }

  /**
   * Find a release by name.
   *
   * @throws NoSuchElementException when there is none of that name
   */
  public Release release(String name) {
    var release = releases.get(name);
    if (release == null) {
      throw new NoSuchElementException("looking up XenAPI release '" + name + "': not one of " + releases.keySet());
    }
    return release;
  }

  public Release newestRelease() {
    return releases().getLast();
  }

  /**
   * Find the newest release that a product of this version carries, if any is as old. Products after 8.2 give releases no
   * names: they go by the toolstack's version, such as {@code release("26.16.0")}, and change it with updates; the table
   * takes the one they came with, or the newest known.
   */
  public Optional<Release> releaseOf(ProductVersion version) {
    return releases.values().stream()
        .filter(release -> release.product().filter(product -> product.compareTo(version) <= 0).isPresent())
        .reduce((older, newer) -> newer);
  }

  /** List the classes in the API's order. */
  public List<ApiClass> classes() {
    return List.copyOf(classes.values());
  }

  /** Find a class by its name on the wire ({@code VM}, {@code host}). */
  public Optional<ApiClass> find(String className) {
    return Optional.ofNullable(classes.get(className));
  }

  /** Find a class by the name that events give it, which is in lower case ({@code vm}). */
  public Optional<ApiClass> findInLowerCase(String className) {
    return Optional.ofNullable(classesInLowerCase.get(className));
  }

  /**
   * Get a class that is known to exist.
   *
   * @throws NoSuchElementException when there is none of that name
   */
  public ApiClass get(String className) {
    return find(className).orElseThrow(() -> new NoSuchElementException("looking up XenAPI class '" + className + "': there is none"));
  }

  /** Find a message by its full name ({@code VM.start}, without {@code Async.}). */
  public Optional<ApiMessage> message(String fullName) {
    int dot = fullName.indexOf('.');
    return dot < 0 ? Optional.empty() : find(fullName.substring(0, dot)).flatMap(type -> type.message(fullName.substring(dot + 1)));
  }

  /** Find a field by class and name. */
  public Optional<ApiField> field(String className, String fieldName) {
    return find(className).flatMap(type -> type.field(fieldName));
  }
}
