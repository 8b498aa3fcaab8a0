package dev.assay.xapi.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.wire.MalformedMessageException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

class MetricsTests {

  private static final String XML = """
      <?xml version="1.0" encoding="UTF-8"?>
      <xport><meta><start>1000</start><step>5</step><end>1010</end><rows>2</rows><columns>2</columns><legend>\
      <entry>AVERAGE:host:h-1:cpu0</entry><entry>AVERAGE:vm:v-1:memory</entry></legend></meta><data>\
      <row><t>1010</t><v>0.5</v><v>NaN</v></row><row><t>1005</t><v>0.25</v><v>1024</v></row></data></xport>""";
  private static final String JSON_OF_STRINGS = """
      {"meta":{"start":"1000","step":"5","end":"1010","rows":"2","columns":"2",
       "legend":["AVERAGE:host:h-1:cpu0","AVERAGE:vm:v-1:memory"]},
       "data":[{"t":"1010","values":["0.5","NaN"]},{"t":"1005","values":["0.25","1024"]}]}""";
  private static final String JSON_OF_NUMBERS = """
      {"meta":{"start":1000,"step":5,"end":1010,"rows":2,"columns":2,
       "legend":["AVERAGE:host:h-1:cpu0","AVERAGE:vm:v-1:memory"]},
       "data":[{"t":1010,"values":[0.5,NaN]},{"t":1005,"values":[0.25,1024]}]}""";

  @DataProvider
  Object[] forms() {
    return new Object[] {XML, JSON_OF_STRINGS, JSON_OF_NUMBERS};
  }

  private static RrdUpdates read(String text) {
    return RrdReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RrdSeries.Reading reading(long seconds, double value) {
    return new RrdSeries.Reading(Instant.ofEpochSecond(seconds), value);
  }

  @Test(dataProvider = "forms")
  void everyFormGivesTheSameSeriesOldestFirst(String form) {
    var updates = read(form);

    assertThat(updates.start()).isEqualTo(Instant.ofEpochSecond(1000));
    assertThat(updates.step()).isEqualTo(Duration.ofSeconds(5));
    assertThat(updates.series()).extracting(series -> series.legend().toString())
        .containsExactly("AVERAGE:host:h-1:cpu0", "AVERAGE:vm:v-1:memory");
    assertThat(updates.find("h-1", "cpu0").orElseThrow().readings()).containsExactly(reading(1005, 0.25), reading(1010, 0.5));
    assertThat(updates.find("v-1", "memory").orElseThrow().readings()).containsExactly(reading(1005, 1024), reading(1010, Double.NaN));
    assertThat(updates.find("v-1", "memory").orElseThrow().known()).containsExactly(reading(1005, 1024));
    assertThat(updates.find("v-1", "cpu0")).isEmpty();
  }

  @Test
  void namesOfMetricsMayHoldColons() {
    assertThat(Legend.parse("MAX:sr:s-1:io_latency:read").metric()).isEqualTo("io_latency:read");
  }

  @DataProvider
  Object[] damaged() {
    return new Object[] {"", "  ", "<xport>", "<xport></xport>", "{}", "[]", "{\"meta\":{},\"data\":[]}", "not found",
      XML.replace("<v>NaN</v>", ""), XML.replace("AVERAGE:host:h-1:cpu0", "cpu0"), XML.replace("0.25", "low"),
      JSON_OF_STRINGS.replace("\"NaN\"", "\"1\",\"2\""), JSON_OF_NUMBERS.replace("1005", "\"noon\"")};
  }

  @Test(dataProvider = "damaged")
  void whatIsDamagedIsNeverReadInPart(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void asksTheHostForWhatTheQuerySays() {
    var handlers = new RecordingHandlers(XML);

    new Metrics(handlers).updates(RrdQuery.since(Instant.ofEpochSecond(990)).ofVm("v-1").every(Duration.ofMinutes(1)));

    assertThat(handlers.asked.toString()).isEqualTo("[/rrd_updates, {start=990, cf=AVERAGE, interval=60, vm_uuid=v-1, json=true}]");
  }

  private static final class RecordingHandlers implements HttpHandlers {
    private final String answer;
    private List<Object> asked = List.of();

    RecordingHandlers(String answer) {
      this.answer = answer;
    }

    @Override
    public InputStream get(String path, SequencedMap<String, String> query) {
      asked = List.of(path, query);
      return new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
      throw new UnsupportedOperationException("metrics are only read");
    }
  }
}
