package dev.assay.testkit.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import java.util.List;
import org.testng.annotations.Test;

class ScriptTests {

  private static final Script SCRIPT = new Script("example", "6.5-90233", 7, List.of("clone-shares-disk"), List.of(HostId.of("a"), HostId.of("b")),
      List.of("nfs"), 3, "no-lost-acknowledged-write: something", List.of(
          Round.parse("start guest-1"), Round.parse("write guest-1 & migrate-live guest-2 host-2 & power-cut host-1"), Round.parse("!suspend guest-3")));

  @Test
  void whatIsWrittenReadsBack() {
    assertThat(Script.parse(SCRIPT.render())).isEqualTo(SCRIPT);
  }

  @Test
  void aScriptWithoutDefectsReadsBackToo() {
    var script = new Script("l", "b", -1, List.of(), List.of(HostId.of("a")), List.of(), 1, "", List.of(Round.parse("start guest-1")));
    assertThat(Script.parse(script.render())).isEqualTo(script);
  }

  @Test
  void whatIsWrongIsSaidWithItsLine() {
    assertRefused(SCRIPT.render().replace("start guest-1", "begin guest-1"), "line 11", "'begin'", "start");
    assertRefused(SCRIPT.render().replace("host-2", "host-0"), "line 12", "host-0");
    assertRefused(SCRIPT.render().replace("power-cut", "flood"), "line 12", "'flood'", "power-cut");
    assertRefused(SCRIPT.render().replace("start guest-1", "start guest-1 host-1"), "line 11", "needs no host");
    assertRefused(SCRIPT.render().replace("seed: 7", "seed: seven"), "seed", "'seven'");
    assertRefused("hello", "lab");
    assertRefused("", "lab");
  }

  private static void assertRefused(String text, String... parts) {
    assertThatThrownBy(() -> Script.parse(text)).isInstanceOf(AssayException.Usage.class).hasMessageContainingAll(parts);
  }
}
