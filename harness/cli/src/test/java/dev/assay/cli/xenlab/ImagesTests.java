package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.site.files.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ImagesTests {

  private static final Recipe RECIPE =
      new Recipe(XenBuild.XEN_12, new Secrets("secret", "ssh-ed25519 AAAA host", "ssh-ed25519 AAAA guest", "ssh-ed25519 AAAA hosts"), Recipe.Mirror.of(Map.of()));

  private Path data;
  private LabFolder lab;

  @BeforeMethod
  void make() throws IOException {
    data = Files.createTempDirectory("assay-xenlab");
    lab = LabFolder.in(data);
  }

  @AfterMethod
  void remove() {
    Output.delete(data);
  }

  @Test
  public void anImageInTheCacheIsNotBuiltAgain() throws IOException {
    Files.createDirectories(lab.images().resolve(RECIPE.name()));
    assertThat(images().obtain(RECIPE).folder()).isEqualTo(lab.images().resolve(RECIPE.name()));
  }

  @Test
  public void whatAKilledBuildLeftIsNoImage() throws IOException {
    Files.createDirectories(lab.images().resolve("building-" + RECIPE.name()).resolve("out"));
    assertThat(images().cached()).isEmpty();
  }

  @Test
  public void packagesThatCannotBeFetchedAreTheNetworksMatter() {
    assertThat(failure("E: Failed to fetch http://mirror/pool/x.deb  404  Not Found")).isInstanceOf(AssayException.Unavailable.class)
        .hasMessageContaining("ASSAY_DEBIAN_MIRROR");
  }

  @Test
  public void aFullDiskIsALabFailureThatSaysSo() {
    assertThat(failure("tar: ./usr/lib/x: Cannot write: No space left on device")).isInstanceOf(AssayException.Lab.class).hasMessageContaining("the disk is full");
    assertThat(Images.failure(RECIPE, 1, new ArrayDeque<>(List.of("I: running hooks")), Path.of("/log"), "; the disk of /images has only 3 MiB free")).isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("the disk is full; the disk of /images has only 3 MiB free; free 6144 MiB and try again");
  }

  @Test
  public void aFileInPlaceOfTheCacheIsALabFailure() throws IOException {
    Files.createDirectories(lab.root());
    Files.writeString(lab.images(), "not a folder");
    assertThatThrownBy(() -> Room.demand(lab.images().resolve("x"), Images.ROOM, "building an image")).isInstanceOf(AssayException.Lab.class);
  }

  private static AssayException failure(String line) {
    return Images.failure(RECIPE, 1, new ArrayDeque<>(List.of("I: installing", line)), Path.of("/log"), "");
  }

  private Images images() {
    var nowhere = new PrintStream(new ByteArrayOutputStream());
    return new Images(lab, SystemTime.real(), Terminal.plain(nowhere, nowhere));
  }
}
