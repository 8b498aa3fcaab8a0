package dev.assay.xapi.table;

import dev.assay.core.ProductVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the line format that the table's own header describes. */
final class TableReader {

  private final Map<String, Release> releases = new LinkedHashMap<>();
  private final Map<String, Lifecycle> lifecycles = new HashMap<>();
  private final Map<String, List<String>> roles = new HashMap<>();
  private final Map<String, List<ApiType.EnumType>> enumsByClass = new HashMap<>();
  private final Map<String, ApiClass> classes = new LinkedHashMap<>();
  private final TypeReader types = new TypeReader();

  private String className = "";
  private LinkedHashMap<String, ApiField> fields = new LinkedHashMap<>();
  private LinkedHashMap<String, ApiMessage> messages = new LinkedHashMap<>();
  private String classLifecycle = "";

  ApiTable read(String text) {
    text.lines().filter(line -> !line.isEmpty() && line.charAt(0) != '#').forEach(line -> {
      try {
        readLine(line, words(line));
      } catch (RuntimeException e) {
        throw new IllegalStateException("reading the XenAPI table at '" + line + "': " + e.getMessage(), e);
      }
    });
    endClass();
    return new ApiTable(releases, classes);
  }

  private void readLine(String line, List<String> words) {
    switch (words.getFirst()) {
      case "release" -> readRelease(words);
      case "roles" -> roles.put(words.get(1), List.copyOf(words.subList(2, words.size())));
      case "enum" -> readEnum(words);
      case "class" -> startClass(words);
      case "field" -> readField(line, words);
      case "message" -> readMessage(words);
      default -> throw new IllegalArgumentException("no such kind of line");
    }
  }

  private void readRelease(List<String> words) {
    var product = words.size() > 2 ? Optional.of(ProductVersion.parse(words.get(2))) : Optional.<ProductVersion>empty();
    releases.put(words.get(1), new Release(words.get(1), releases.size(), product));
  }

  private void readEnum(List<String> words) {
    var type = new ApiType.EnumType(words.get(1), words.subList(3, words.size()));
    types.declare(type);
    for (var declaring : words.get(2).split(",")) {
      enumsByClass.computeIfAbsent(declaring, _ -> new ArrayList<>()).add(type);
    }
  }

  private void startClass(List<String> words) {
    endClass();
    className = words.get(1);
    classLifecycle = words.get(2);
    fields = new LinkedHashMap<>();
    messages = new LinkedHashMap<>();
  }

  private void endClass() {
    if (!className.isEmpty()) {
      var enums = enumsByClass.getOrDefault(className, List.of());
      classes.put(className, new ApiClass(className, lifecycle(classLifecycle), fields, messages, enums));
    }
  }

  private void readField(String line, List<String> words) {
    var type = types.read(words.get(2));
    int equals = line.indexOf(" =");
    Optional<Object> value = equals < 0 ? Optional.empty() : Optional.of(DefaultValue.of(type, line.substring(equals + 2)));
    fields.put(words.get(1), new ApiField(words.get(1), type, Access.of(words.get(3)), lifecycle(words.get(4)), value));
  }

  private void readMessage(List<String> words) {
    var parameters = new ArrayList<ApiParameter>();
    var errors = new ArrayList<String>();
    for (var word : words.subList(6, words.size())) {
      if (word.charAt(0) == '!') {
        errors.add(word.substring(1));
      } else {
        parameters.add(parameter(word));
      }
    }
    var allowed = Optional.ofNullable(roles.get(words.get(4))).orElseThrow();
    messages.put(words.get(1), new ApiMessage(className, words.get(1), types.read(words.get(2)), parameters, errors, allowed,
        words.get(5).equals("implicit"), lifecycle(words.get(3))));
  }

  private ApiParameter parameter(String word) {
    int colon = word.indexOf(':');
    boolean required = !word.endsWith("?");
    var type = types.read(word.substring(colon + 1, required ? word.length() : word.length() - 1));
    return new ApiParameter(word.substring(0, colon), type, required);
  }

  private Lifecycle lifecycle(String text) {
    return lifecycles.computeIfAbsent(text, this::readLifecycle);
  }

  private Lifecycle readLifecycle(String text) {
    if (text.indexOf(':') < 0) {
      return new Lifecycle(release(text), Optional.of(release(text)), Optional.empty(), Optional.empty());
    }
    var transitions = new HashMap<String, Release>();
    Arrays.stream(text.split(",")).map(pair -> pair.split(":", 2)).forEach(pair -> transitions.put(pair[0], release(pair[1])));
    var published = Optional.ofNullable(transitions.get("published"));
    var came = Optional.ofNullable(transitions.get("prototyped")).or(() -> published).orElseThrow();
    var deprecated = Optional.ofNullable(transitions.get("deprecated"));
    return new Lifecycle(came, published, deprecated, Optional.ofNullable(transitions.get("removed")));
  }

  private Release release(String name) {
    return Optional.ofNullable(releases.get(name)).orElseThrow();
  }

  /** Split at single spaces; far quicker than a pattern, which matters on the way of every command. */
  private static List<String> words(String line) {
    var words = new ArrayList<String>();
    int start = 0;
    for (int end = line.indexOf(' '); end >= 0; end = line.indexOf(' ', start)) {
      words.add(line.substring(start, end));
      start = end + 1;
    }
    words.add(line.substring(start));
    return words;
  }
}
