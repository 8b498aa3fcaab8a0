package dev.assay.site.exports;

import dev.assay.core.RunId;
import dev.assay.store.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes histories and samples as JSON Lines: one object a line, in the order in which they are stored. */
public final class Jsonl {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Jsonl() {}

  public static void history(Writer out, Runs runs, RunId run) {
    runs.history(run, event -> {
      var line = new LinkedHashMap<String, Object>();
      line.put("sequence", event.sequence());
      line.put("at", event.at().toString());
      line.put("kind", event.kind());
      line.put("subject", event.subject());
      line.put("details", event.details());
      write(out, line);
    });
  }

  public static void samples(Writer out, Runs runs, RunId run) {
    runs.eachSample(run, stored -> {
      var line = new LinkedHashMap<String, Object>();
      line.put("case", stored.testCase().value());
      line.put("attempt", stored.attempt());
      line.put("at", stored.sample().at().toString());
      line.put("kpi", stored.sample().kpi().name());
      line.put("unit", stored.sample().kpi().unit());
      line.put("better", stored.sample().kpi().better().name().toLowerCase(java.util.Locale.ROOT));
      line.put("value", stored.sample().value());
      line.put("dimensions", stored.sample().dimensions());
      write(out, line);
    });
  }

  private static void write(Writer out, Map<String, Object> line) {
    try {
      out.write(MAPPER.writeValueAsString(line));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
