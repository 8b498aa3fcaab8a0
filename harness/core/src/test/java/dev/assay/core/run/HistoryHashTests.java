package dev.assay.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.testng.annotations.Test;

public class HistoryHashTests {

  private static HistoryEvent event(long sequence, String subject, Map<String, String> details) {
    return new HistoryEvent(sequence, Instant.EPOCH, "vm.start", subject, new TreeMap<>(details));
  }

  private static String hash(HistoryEvent... events) {
    var hash = new HistoryHash();
    for (var event : events) {
      hash.add(event);
    }
    return hash.value();
  }

  @Test
  public void equalHistoriesHashEqual() {
    assertThat(hash(event(0, "vm1", Map.of("b", "2", "a", "1")))).isEqualTo(hash(event(0, "vm1", Map.of("a", "1", "b", "2")))).hasSize(64);
  }

  @Test
  public void eachPartMatters() {
    assertThat(hash(event(0, "vm1", Map.of()))).isNotEqualTo(hash(event(1, "vm1", Map.of()))).isNotEqualTo(hash(event(0, "vm2", Map.of())));
    assertThat(hash(event(0, "ab", Map.of("c", "d")))).isNotEqualTo(hash(event(0, "abc", Map.of("", "d"))));
    assertThat(hash(event(0, "a", Map.of()), event(1, "b", Map.of()))).isNotEqualTo(hash(event(0, "a", Map.of())));
  }
}
