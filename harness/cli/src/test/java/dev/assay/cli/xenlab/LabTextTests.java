package dev.assay.cli.xenlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.Bytes;
import dev.assay.core.Target;
import dev.assay.inventory.Lab;
import dev.assay.inventory.LabFile;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class LabTextTests {

  private static final String HOST_KEY = "SHA256:x3XyEPqfP4kaVTVJ0e5Y7bK0jZ1cT4sWq8gJ2mN5rUo";

  private Path folder;
  private Lab lab;

  @BeforeMethod
  void write() throws IOException {
    folder = Files.createTempDirectory("assay-xenlab");
    var files = LabFolder.in(folder);
    var hosts = List.of(new HostSettings(1, 2201, 6231, 2, Bytes.gib(4), "xen-12-4.17"), new HostSettings(2, 2202, 6232, 2, Bytes.gib(6), ""));
    Whole.write(files.labFile(), new LabText(files, hosts, List.of(XenBuild.XEN_12, XenBuild.XEN_11), XenBuild.XEN_12, HOST_KEY, 8080).render());
    lab = LabFile.read(files.labFile());
  }

  @AfterMethod
  void remove() {
    Output.delete(folder);
  }

  @Test
  public void itIsAnOrdinaryLabFileOfPlainXenHosts() {
    assertThat(lab.kind()).isEqualTo(Lab.Kind.REMOTE);
    assertThat(lab.hosts()).extracting(host -> host.id().value()).containsExactly("xen-1", "xen-2");
    assertThat(lab.hosts()).allSatisfy(host -> assertThat(host.access().target()).isEqualTo(Target.XEN));
    assertThat(lab.hosts()).extracting(Lab.Host::memory).containsExactly(Bytes.gib(4), Bytes.gib(6));
  }

  @Test
  public void everythingIsReachedOnTheLoopback() {
    assertThat(lab.hosts()).allSatisfy(host -> {
      assertThat(host.access().ssh().orElseThrow()).startsWith("127.0.0.1:");
      assertThat(host.access().power().orElseThrow()).hasScheme("ipmi").hasHost("127.0.0.1");
    });
    assertThat(lab.networkBoot()).contains(URI.create("http://10.0.2.2:8080"));
  }

  @Test
  public void theHostKeyIsPinned() {
    assertThat(lab.hosts()).allSatisfy(host -> assertThat(host.access().sshHostKey()).isEqualTo(Optional.of(HOST_KEY)));
  }

  @Test
  public void buildsAreThoseThatHaveImages() {
    assertThat(lab.builds()).extracting(build -> build.id().value()).containsExactly("xen-12-4.17", "xen-11-4.14");
    assertThat(lab.defaultBuild().value()).isEqualTo("xen-12-4.17");
    assertThat(lab.builds().getFirst().media()).isEqualTo(URI.create("http://10.0.2.100/xen-12-4.17/"));
  }
}
