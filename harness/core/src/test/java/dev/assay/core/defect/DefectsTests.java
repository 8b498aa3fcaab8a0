package dev.assay.core.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.util.Arrays;
import java.util.List;
import org.testng.annotations.Test;

class DefectsTests {

  @Test
  void whatIsWrittenIsReadBack() {
    Arrays.stream(Defect.values()).map(SeededDefect::usual).forEach(defect ->
        assertThat(SeededDefect.parse(defect.toString())).isEqualTo(defect));
    assertThat(SeededDefect.parse("slower-boot=0.5%").magnitude()).isEqualTo(0.5);
  }

  @Test
  void wrongNamesAndStrengthsAreRefused() {
    assertThatThrownBy(() -> SeededDefect.parse("slow-boot")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("slower-boot");
    assertThatThrownBy(() -> SeededDefect.parse("slower-boot=fast")).hasMessageContaining("a number from 0.1% to 1000%");
    assertThatThrownBy(() -> SeededDefect.parse("slower-boot=2000%")).hasMessageContaining("such as 4%");
    assertThatThrownBy(() -> SeededDefect.parse("task-never-ends=1")).hasMessageContaining("has no strength");
  }

  @Test
  void theLastOfOneKindCounts() {
    var weak = Defects.of(List.of(SeededDefect.of(Defect.SLOWER_BOOT, "1%")));
    var strong = Defects.of(List.of(SeededDefect.of(Defect.SLOWER_BOOT, "9%")));
    assertThat(weak.and(strong).strength(Defect.SLOWER_BOOT)).isEqualTo(9);
    assertThat(Defects.NONE.factor(Defect.SLOWER_BOOT)).isEqualTo(1);
  }

  @Test
  void everyDefectLiesInTheReachOfATier() {
    assertThat(Defect.values()).allSatisfy(defect -> assertThat(defect.tiers()).as(defect.label()).isNotEmpty().doesNotHaveDuplicates());
  }
}
