package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

public class GlobsTests {

  @Test
  public void textWithoutStarsMatchesAnyPart() {
    assertThat(Globs.matching("vm-lifecycle")).accepts("bvt/vm-lifecycle/starts").rejects("bvt/pool/joins");
  }

  @Test
  public void starsAndQuestionMarksMatchTheWholeName() {
    assertThat(Globs.matching("bvt/*/start?")).accepts("bvt/vm/starts").rejects("bvt/vm/start", "nightly/vm/starts");
  }

  @Test
  public void whatIsSpecialInRegularExpressionsIsNotHere() {
    assertThat(Globs.matching("boot[debian-12]")).accepts("nightly/guest/boot[debian-12]").rejects("nightly/guest/bootd");
  }
}
