package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import java.nio.file.Path;
import org.testng.annotations.Test;

final class WorkspaceTests {

  @Test void labFileIsAbsoluteSoThatARunCanBeResumedFromAnotherFolder() {
    var workspace = Workspace.of(Path.of("data"), Path.of("labs/../my-lab.yaml"), null, null);
    assertThat(workspace.labFile()).isEqualTo(Path.of("my-lab.yaml").toAbsolutePath());
  }

  @Test void labThatShipsIsFoundByItsNameAlone() {
    var home = Path.of(System.getProperty("assay.root"));
    assertThat(Workspace.lab(home, Path.of("data"), Path.of("large"))).isRegularFile().endsWith(Path.of("labs", "large.yaml"));
    assertThat(Workspace.lab(home, Path.of("data"), Path.of("other/large"))).isEqualTo(Path.of("other/large").toAbsolutePath());
    assertThat(Workspace.lab(home, Path.of("data"), Path.of("xen"))).isEqualTo(Path.of("data/xen-lab/lab.yaml"));
  }

  @Test void folderInPlaceOfALabFileIsCalledOne() {
    var workspace = Workspace.of(Path.of("data"), Path.of("src"), null, null);
    assertThatThrownBy(workspace::lab).isInstanceOf(AssayException.Usage.class).hasMessageContaining("it is a folder, not a file");
  }
}
