package dev.assay.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.SuiteName;
import dev.assay.inventory.LabFile;
import dev.assay.store.RunHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.testng.annotations.Test;

/** What a run is asked outlives the process that asked it. */
class RunRequestTests {

  private static final Path LAB = Path.of(System.getProperty("assay.root"), "lab-inventory", "labs", "example.yaml");

  private final RunRequest request = new RunRequest(
      "bvt", Optional.empty(), LAB, OptionalLong.of(1), List.of(), List.of(), List.of("snapshot"), 1, 5, "kim", Optional.empty());

  @Test
  void hostsThatWereAskedForAreAskedForWhenTheRunIsResumed() {
    var narrowed = request.where("class == perf-b and memory >= 64GiB");
    var build = LabFile.read(LAB).builds().getFirst();
    var header = new RunHeader(
        SuiteName.of("bvt"), build, "example", LAB.toString(), 1, narrowed.options(), "kim", "here", narrowed.replay(build.id().value(), 1, true));
    assertThat(RunRequest.ofStored(header).where()).isEqualTo(narrowed.where()).contains("perf-b").contains("64GiB");
    assertThat(header.replay()).endsWith("--only snapshot --where 'class == '\\''perf-b'\\'' and memory >= 64GiB'");
    assertThat(RunRequest.ofStored(header).where(RunRequest.ofStored(header).where())).isEqualTo(RunRequest.ofStored(header));
  }

  @Test
  void runOnAnyHostStoresNothingOfThem() {
    assertThat(request.where(" ")).isEqualTo(request);
    assertThat(request.options()).doesNotContainKey("where");
  }

  @Test
  void whatIsNoConstraintIsRefused() {
    assertThatThrownBy(() -> request.where("clas == perf-b")).isInstanceOf(AssayException.Usage.class).hasMessageContaining("did you mean 'class'?");
  }
}
