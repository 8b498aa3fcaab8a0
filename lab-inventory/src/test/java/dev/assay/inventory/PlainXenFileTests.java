package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Target;
import java.io.IOException;
import java.nio.file.Files;
import org.testng.annotations.Test;

class PlainXenFileTests {

  @Test
  void plainXenHostIsReachedByShellAndPowerAlone() {
    var lab = parse("key: \"file:/lab/key\"");
    var access = lab.hosts().getFirst().access();
    assertThat(access.target()).isEqualTo(Target.XEN);
    assertThat(access.key()).contains(new Secret("file:/lab/key"));
    assertThat(access.xapi()).isEmpty();
    assertThat(lab.builds().getFirst().target()).isEqualTo(Target.XEN);
  }

  @Test
  void plainXenHostIsWrittenAsItIsRead() throws IOException {
    var lab = parse("key: \"file:/lab/key\"");
    var file = Files.createTempFile("lab", ".yaml");
    LabFile.write(lab, file);
    assertThat(LabFile.read(file).hosts()).isEqualTo(lab.hosts());
    Files.delete(file);
  }

  @Test
  void keysThatMeanNothingForItsKindAreRefused() {
    assertThatThrownBy(() -> parse("key: \"file:/lab/key\", xapi: \"https://127.0.0.1\"")).isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("a host with 'target: xen' has no XAPI");
    assertThatThrownBy(() -> parse("console: /var/log/kern.log")).isInstanceOf(AssayException.Usage.class)
        .hasMessageContaining("says: access.key or access.password");
  }

  private static Lab parse(String access) {
    return LabFile.parse("lab.yaml", """
        name: nested
        kind: remote
        networkBoot: http://127.0.0.1:8081
        classes:
          small: {target: xen, cpus: 2, memory: 4GiB, disk: 8GiB, generations: [xen-12]}
        sites:
          here:
            hosts:
              xen1:
                class: small
                address: 127.0.0.1
                mac: "52:54:00:77:00:01"
                access: {ssh: "127.0.0.1:2201", hostKey: "SHA256:Q2F1dGlvbjogbWFkZSB1cCwgbm90IGEgcmVhbCBrZXk", %s}
                power: {address: "ipmi://127.0.0.1:6231", user: admin, password: "env:BMC"}
        builds:
          xen-12-4.17: {product: Xen, version: "4.17", buildNumber: debian12, generation: xen-12, media: "http://127.0.0.1:8081/media/"}
        defaultBuild: xen-12-4.17
        """.formatted(access));
  }
}
