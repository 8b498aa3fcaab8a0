package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.site.files.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class OldImagesTests {

  private static final Secrets SECRETS = new Secrets("secret", "ssh-ed25519 AAAA host", "ssh-ed25519 AAAA guest", "ssh-ed25519 AAAA hosts");
  private static final Recipe.Mirror MIRROR = Recipe.Mirror.of(Map.of());

  private Path data;
  private LabFolder lab;
  private OldImages images;

  @BeforeMethod
  void make() throws IOException {
    data = Files.createTempDirectory("assay-xenlab");
    lab = LabFolder.in(data);
    images = OldImages.beside(lab, SECRETS, MIRROR);
  }

  @AfterMethod
  void remove() {
    Output.delete(data);
  }

  @Test
  public void whereNothingIsKeptNothingIsOld() {
    assertThat(images.list()).isEmpty();
  }

  @Test
  public void imagesOfEarlierRecipesGoWithTheirLogsAndTheirSizeIsTold() throws IOException {
    for (var build : XenBuild.values()) {
      var recipe = new Recipe(build, SECRETS, MIRROR);
      image(recipe.name());
      image(recipe.base());
    }
    var old = image("xen-12-4.17-0123456789abcdef");
    var said = new ByteArrayOutputStream();
    images.remove(Terminal.plain(new PrintStream(new ByteArrayOutputStream()), new PrintStream(said)));
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("removed xen-12-4.17-0123456789abcdef, of an earlier recipe: 2 MiB");
    assertThat(old).doesNotExist();
    assertThat(lab.images().resolve("xen-12-4.17-0123456789abcdef.log")).doesNotExist();
    try (var left = Files.list(lab.images())) {
      assertThat(left).hasSize(4 * XenBuild.values().length);
    }
  }

  @Test
  public void whatAHostsDiskRestsOnStays() throws IOException {
    var old = image("xen-12-4.17-0123456789abcdef");
    disk("xen-1", old.resolve("disk.qcow2").toString());
    disk("xen-2", "");
    assertThat(images.list()).isEmpty();
    Output.delete(lab.host("xen-1"));
    assertThat(images.list()).contains(old);
  }

  @Test
  public void whatHostsMayBeInstalledFromStays() throws IOException {
    var old = image("xen-11-4.14-0123456789abcdef");
    Files.createDirectories(lab.media());
    Files.createSymbolicLink(lab.media().resolve("xen-11-4.14"), old.resolve("media"));
    assertThat(images.list()).isEmpty();
  }

  @Test
  public void aDiskThatCannotBeReadKeepsAllImages() throws IOException {
    var old = image("xen-12-4.17-0123456789abcdef");
    Files.createDirectories(lab.host("xen-1"));
    Files.writeString(lab.host("xen-1").resolve("disk.qcow2"), "not a disk");
    assertThatThrownBy(() -> images.list()).isInstanceOf(AssayException.Lab.class).hasMessageContaining("disk.qcow2");
    assertThat(old).exists();
  }

  /** Make what an image is to this cache, of 2 MiB, and the log of its build. */
  private Path image(String name) throws IOException {
    var folder = Files.createDirectories(lab.images().resolve(name));
    Files.write(folder.resolve("disk.qcow2"), new byte[2 << 20]);
    Files.writeString(lab.images().resolve(name + ".log"), "built\n");
    return folder;
  }

  /** Make the head of a disk in the format qcow2, an overlay of this file. */
  private void disk(String host, String backing) throws IOException {
    var name = backing.getBytes(StandardCharsets.UTF_8);
    var head = ByteBuffer.allocate(512).putInt(0x514649fb).putInt(3).putLong(name.length == 0 ? 0 : 256).putInt(name.length).put(256, name);
    Files.createDirectories(lab.host(host));
    Files.write(lab.host(host).resolve("disk.qcow2"), head.array());
  }
}
