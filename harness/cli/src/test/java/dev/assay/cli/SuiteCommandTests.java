package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testng.annotations.Test;

public class SuiteCommandTests {

  private static final Path LAB = Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml");

  @Test
  public void nothingIsWrongWithAnyCase() {
    var lint = assay("suite", "lint");
    assertThat(lint.answer() + lint.errors()).contains("pool-stress", "upgrade", "migration", "scale", "soak");
    assertThat(lint.exitCode()).as(lint.answer()).isZero();
  }

  @Test
  public void sizesAreListedWithWhatTheyAreNow() {
    var sizes = assay("suite", "sizes", "-o", "csv");
    assertThat(sizes.answer()).contains("soak.hours,336,24,336", "bootstorm.vms,125,10,125,10,bootstorm perf");
    assertThat(sizes.exitCode()).isZero();
  }

  @Test
  public void howManyCasesAreForEachReleaseIsListed() {
    var releases = assay("suite", "ls", "--releases", "-o", "csv");
    assertThat(releases.answer().lines().toList().getFirst()).startsWith("suite,xenserver6.1.0,xenserver6.2.0,").endsWith("xenserver8.4.0");
    var nightly = releases.answer().lines().filter(line -> line.startsWith("nightly,")).findFirst().orElseThrow().split(",");
    assertThat(Integer.parseInt(nightly[1])).as("6.1 lacks what came later").isPositive().isLessThan(Integer.parseInt(nightly[8]));
    assertThat(assay("suite", "ls", "bvt", "--releases").exitCode()).isEqualTo(2);
  }

  @Test
  public void aTierIsProvedAgainstADefectAndAgainstNone() {
    var proof = assay("suite", "prove", "soak", "--defect", "session-leak", "--sizes", "quick,soak.hours=12,soak.sessions=3", "-o", "json");
    assertThat(proof.answer()).contains("\"result\"", "\"found\"", "soak/session/sessions-that-log-out-are-gone", "\"falseAlarms\" : 0");
    assertThat(proof.exitCode()).isZero();
  }

  @Test
  void aSampleOfATierIsTriedAgainstADefect() {
    var proof = assay("suite", "prove", "bvt", "stress", "--only", "power-state-refusal", "--defect", "refused-transition-allowed", "-o", "csv");
    assertThat(proof.exitCode()).as(proof.errors()).isZero();
    assertThat(proof.answer().lines().skip(1)).singleElement().asString().contains("refused-transition-allowed,bvt,found");
  }

  @Test
  public void whatOnlySlowsThingsDownIsFoundByWhatATierMeasured() {
    var proof = assay("suite", "prove", "bootstorm", "--only", "*lone-boot*", "--defect", "slower-boot=20%", "--defect", "session-leak", "--baseline", "10", "--repeats", "5",
        "--sizes", "quick,bootstorm.lone-boots=10");
    assertThat(proof.exitCode()).as("one of the two is out of reach").isEqualTo(3);
    assertThat(proof.answer()).containsPattern("slower-boot=20% +kpi \\d+m\\d+s +bootstorm").containsPattern("session-leak +- +NONE").contains("1 of 2 defects are found");
    assertThat(proof.errors()).contains("no case failed, readings will tell", "by readings, lone-boot.");
  }

  @Test
  public void trialsSideBySideKnowNothingOfEachOther() {
    var alone = assay("suite", "prove", "bvt", "--only", "*snapshot*", "--seeds", "3", "--no-defects", "--jobs", "1", "-o", "csv");
    var together = assay("suite", "prove", "bvt", "--only", "*snapshot*", "--seeds", "3", "--no-defects", "--jobs", "3", "-o", "csv");
    assertThat(together.answer()).isEqualTo(alone.answer()).contains("bvt,3,");
    assertThat(assay("suite", "prove", "bvt", "--jobs", "0").errors()).contains("--jobs 0 is less than 1");
  }

  @Test
  public void eachSeedTriesAnotherSampleOfALargeTier() {
    var proof = assay("suite", "prove", "nightly", "--only", "nightly/guest-rule/*", "--no-defects", "--seeds", "2", "--sample", "3", "-o", "csv");
    assertThat(proof.exitCode()).as(proof.errors()).isZero();
    assertThat(proof.answer().lines().skip(1)).singleElement().asString().startsWith("nightly,2,6,0,");
    assertThat(assay("suite", "prove", "nightly", "--sample", "-1").exitCode()).isEqualTo(2);
  }

  @Test
  public void aTierHasTheSameHistoryInTwoProcesses() {
    var proof = assay("suite", "prove-repeats", "bvt", "--only", "*evacuated*", "-o", "csv");
    assertThat(proof.answer() + proof.errors()).containsPattern("bvt,2,1,\\d+,[0-9a-f]{64},yes");
    assertThat(proof.exitCode()).isZero();
    var hash = proof.answer().lines().toList().getLast().split(",")[4];
    assertThat(assay("suite", "prove-repeats", "bvt", "--only", "*evacuated*", "--launches", "1", "--seed", "2", "-o", "csv").answer()).doesNotContain(hash);
    assertThat(assay("suite", "prove-repeats", "bvt", "--launches", "0").exitCode()).isEqualTo(2);
  }

  @Test
  public void aTierOrDefectThatIsNoneIsRefused() {
    assertThat(assay("suite", "prove", "stress", "--only", "*access-rights*").exitCode()).isEqualTo(4);
    assertThat(assay("suite", "prove", "stres").errors()).contains("did you mean 'stress'?");
    assertThat(assay("suite", "prove", "stress", "--defect", "nonsense").exitCode()).isEqualTo(2);
    assertThat(assay("suite", "prove", "stress", "--sizes", "stress.guest=3").errors()).contains("'stress.guest'");
  }

  @Test
  public void aScriptThatShowsADefectShowsItAgain() throws IOException {
    var file = script("defects: refused-transition-allowed", "!suspend guest-1");
    var replay = assay("suite", "replay", file.toString());
    assertThat(replay.answer()).contains("refusals-are-refusals: 'suspend guest-1' was done although", "FAIL");
    assertThat(replay.exitCode()).isEqualTo(3);
  }

  @Test
  public void theScriptsOfSeveralFailuresAreAllPlayed() throws IOException {
    var title = "# assay stress script; play it with: assay suite replay FILE\n";
    var passes = title + Files.readString(script("defects:", "!suspend guest-1"));
    var fails = title + Files.readString(script("defects: refused-transition-allowed", "!suspend guest-1"));
    var both = script("defects:");
    Files.writeString(both, fails + passes);
    var replay = assay("suite", "replay", both.toString());
    assertThat(replay.answer()).containsPattern("(?s)refusals-are-refusals.*FAIL.*PASS");
    assertThat(replay.exitCode()).isEqualTo(3);
  }

  @Test
  public void aScriptOnABuildWithoutDefectsPasses() throws IOException {
    var replay = assay("suite", "replay", script("defects:", "!suspend guest-1", "start guest-1 & start guest-2", "write guest-1 & power-cycle host-1").toString());
    assertThat(replay.answer()).contains("refused: VM_BAD_POWER_STATE", "PASS");
    assertThat(replay.exitCode()).isZero();
  }

  @Test
  public void aScriptThatCannotBePlayedIsRefused() throws IOException {
    assertThat(assay("suite", "replay", "/nowhere/script.txt").errors()).contains("there is no such file");
    assertThat(assay("suite", "replay", script("defects:", "dance guest-1").toString()).errors()).contains("line 11", "'dance'");
    var other = script("defects:", "start guest-1");
    Files.writeString(other, Files.readString(other).replace("lab: example", "lab: elsewhere"));
    assertThat(assay("suite", "replay", other.toString()).errors()).contains("'elsewhere'");
  }

  private static Path script(String defects, String... rounds) throws IOException {
    var file = Files.createTempFile("script", ".txt");
    file.toFile().deleteOnExit();
    return Files.writeString(file, "# a script\nlab: example\nbuild: 8.4.0-2231\nseed: 1\n" + defects
        + "\nhosts: ams-h01\nstorage:\nguests: 2\nfound:\n\n" + String.join("\n", rounds) + "\n");
  }

  private static CapturedAssay assay(String... arguments) {
    var all = new java.util.ArrayList<String>(java.util.List.of("--lab", LAB.toString()));
    all.addAll(java.util.List.of(arguments));
    return CapturedAssay.run(all.toArray(String[]::new));
  }
}
