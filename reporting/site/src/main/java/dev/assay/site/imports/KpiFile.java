package dev.assay.site.imports;

import dev.assay.core.AssayException;
import dev.assay.core.CaseId;
import dev.assay.core.Outcome;
import dev.assay.core.kpi.Kpi;
import dev.assay.core.kpi.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads KPI readings as JSON: a list, or an object a line (as {@code samples.jsonl} is): {@code kpi}, {@code unit},
 * {@code better} (lower, higher, neither) and {@code value} are needed; {@code at}, {@code case} and {@code dimensions} may be there.
 */
public final class KpiFile {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String name;
  private final String suite;
  private final Instant otherwise;
  private final LinkedHashMap<String, List<Sample>> byCase = new LinkedHashMap<>();

  private KpiFile(String name, String suite, Instant otherwise) {
    this.name = name;
    this.suite = suite;
    this.otherwise = otherwise;
  }

  /**
   * Read a whole file.
   *
   * @param otherwise when readings were taken that do not say
   */
  public static Foreign read(String name, String text, String suite, Instant otherwise) {
    var file = new KpiFile(name, suite, otherwise);
    if (text.stripLeading().startsWith("[")) {
      var list = parsed(name, "", text);
      for (int i = 0; i < list.size(); i++) {
        file.reading(list.get(i), "reading " + (i + 1));
      }
    } else {
      int number = 0;
      for (var line : text.lines().toList()) {
        number++;
        if (!line.isBlank()) {
          file.reading(parsed(name, " at line " + number, line), "line " + number);
        }
      }
    }
    if (file.byCase.isEmpty()) {
      throw new AssayException.Nothing("importing " + name + ": there is no reading in it");
    }
    return new Foreign(file.byCase.entrySet().stream().map(entry -> new Foreign.Case(
        CaseId.of(entry.getKey()), suite, name, List.of(new Foreign.Try(List.of(), Optional.of(entry.getValue().getFirst().at()), Duration.ZERO, Outcome.PASSED, entry.getValue())))).toList());
  }

  private static JsonNode parsed(String name, String where, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JacksonException e) {
      throw new AssayException.Usage("importing " + name + where + ": it is no JSON: " + String.valueOf(e.getOriginalMessage()));
    }
  }

  private void reading(JsonNode node, String where) {
    if (!node.isObject()) {
      throw refusal(where, "expected an object with kpi, unit, better and value");
    }
    var better = text(node, "better", where).toUpperCase(Locale.ROOT);
    if (!List.of("LOWER", "HIGHER", "NEITHER").contains(better)) {
      throw refusal(where, "'better' is lower, higher or neither, not '" + better.toLowerCase(Locale.ROOT) + "'");
    }
    var value = node.get("value");
    if (value == null || !value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw refusal(where, "'value' is a number, and it is missing or something else");
    }
    var dimensions = new TreeMap<String, String>();
    var given = node.get("dimensions");
    if (given != null && given.isObject()) {
      given.properties().forEach(entry -> dimensions.put(entry.getKey(), entry.getValue().asString()));
    }
    var testCase = node.get("case");
    var kpi = new Kpi(text(node, "kpi", where), text(node, "unit", where), Kpi.Better.valueOf(better));
    byCase.computeIfAbsent(testCase == null ? suite + "/imported-readings" : testCase.asString(), _ -> new ArrayList<>()).add(new Sample(kpi, value.asDouble(), at(node, where), dimensions));
  }

  private Instant at(JsonNode node, String where) {
    var at = node.get("at");
    try {
      return at == null ? otherwise : Instant.parse(at.asString());
    } catch (DateTimeParseException e) {
      throw refusal(where, "'at' is an instant such as 2026-03-02T21:00:00Z, not '" + at + "'");
    }
  }

  private String text(JsonNode node, String member, String where) {
    var value = node.get(member);
    if (value == null || !value.isString() || value.asString().isBlank()) {
      throw refusal(where, "'" + member + "' is missing");
    }
    return value.asString();
  }

  private AssayException refusal(String where, String what) {
    return new AssayException.Usage("importing " + name + ": " + where + ": " + what);
  }
}
