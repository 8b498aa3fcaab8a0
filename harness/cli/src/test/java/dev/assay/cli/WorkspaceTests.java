package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.testng.annotations.Test;

final class WorkspaceTests {

  @Test void labFileIsAbsoluteSoThatARunCanBeResumedFromAnotherFolder() {
    var workspace = Workspace.of(Path.of("data"), Path.of("labs/../my-lab.yaml"), null, null);
    assertThat(workspace.labFile()).isEqualTo(Path.of("my-lab.yaml").toAbsolutePath());
  }
}
