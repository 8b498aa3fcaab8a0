package dev.assay.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.config.Problem;
import dev.assay.core.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

class LabFileTests {

  private Path folder = Path.of("target");

  @BeforeClass
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("labs");
  }

  @AfterClass(alwaysRun = true)
  void deleteFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(check("""
        name: my lab
        kind: simulted
        classes:
          std: {cpus: none, memroy: 64GiB, disk: 100GiB, generations: [dundee]}
          big: {cpus: 64, disk: 1TiB, generations: [dundee]}
        exports:
          nfs1: {kind: nfs, target: /vms}
        sites:
          here:
            reaches: [nfs2]
            hosts:
              h1: {class: std, address: 10.0.0.1, mac: "02:00:00:00:00:01"}
              h2: {class: bgi, address: 10.0.0.1, mac: "02:00:00:00:00"}
              h3: {class: big, address: 10.0.0.3, mac: "02:00:00:00:00:03"}
              h1: {class: std, address: 10.0.0.4, mac: "02:00:00:00:00:04"}
          there:
            hosts:
              h3: {class: big, memory: 1TiB, address: 10.0.0.5, mac: "02:00:00:00:00:05"}
        builds:
          7.0-1: {product: XenServer, version: seven, generation: dundee, media: "file:///etc/passwd"}
        defaultBuild: 7.0-2
        """)).containsExactly(
        "1:7: name: found 'my lab', expected a word of letters, digits, dots, hyphens and underscores",
        "2:7: kind: found 'simulted', expected one of simulated, remote; did you mean 'simulated'?",
        "4:15: cpus: found 'none', expected a whole number from 1 to 4096",
        "4:21: unknown key 'memroy'; did you mean 'memory'?",
        "7:29: target: found '/vms', expected server:/path",
        "10:15: reaches: found 'nfs2', expected the name of a storage export that this file declares; did you mean 'nfs1'?",
        "13:19: class: found 'bgi', expected the name of a host class that this file declares; did you mean 'big'?",
        "13:33: address: address '10.0.0.1' is given twice in this lab; host h1 has it already",
        "13:48: mac: found '02:00:00:00:00', expected a MAC address such as 52:54:00:12:34:56",
        "14:11: h3: neither the host nor its class 'big' says: memory",
        "15:7: key 'h1' is given twice; it stands on line 12 already",
        "18:11: h3: host 'h3' is given twice in this lab",
        "20:40: version: found 'seven', expected numbers with dots between, such as 8.4.0",
        "20:74: media: found 'file:///etc/passwd', expected an address that begins with http:// or https:// or ftp:// or nfs://",
        "21:15: defaultBuild: found '7.0-2', expected the name of a build that this file declares; did you mean '7.0-1'?");
  }

  @Test
  void aSecretThatIsWrittenDownIsRefusedAndNotRepeated() {
    assertThat(check(remoteWithPassword("hunter2"))).containsExactly(
        "8:17: password: found a secret itself or no known reference, expected env:NAME, file:/path or simulated; "
            + "a lab file is shared and versioned, so secrets stay out of it");
  }

  @Test
  void aRemoteHostMustSayHowItIsReachedAndProveWhoItIs() {
    assertThat(check(remoteWithPassword("env:PASSWORD"))).contains(
        "13:9: h1: neither the host nor its class 'std' says: access.xapi, access.ssh, access.hostKey, power.address, power.user, power.password");
  }

  @Test
  void theConsoleIsALogOnTheHostByItsAbsolutePath() {
    var named = remoteWithPassword("env:PASSWORD").replace("    access:\n", "    access:\n      console: kern.log\n");
    assertThat(check(named)).anyMatch(problem -> problem.contains("console: found 'kern.log', expected the absolute path of a log on the host, 'file:' and that of one on this machine, or 'serial'"));
  }

  @Test
  void aMissingSecretIsToldWhereItIsNamed() {
    assertThat(check(remoteWithPassword("env:PASSWORD"))).contains("8:17: password: the environment variable PASSWORD is not set");
  }

  @Test
  void aSecretInAFileThatOthersCanReadIsRefused() throws IOException {
    var file = secretFile("rw-r--r--");
    assertThat(new Secret("file:" + file).missing(Map.of())).hasValueSatisfying(reason ->
        assertThat(reason).contains("is open to others than its owner; run: chmod 600"));
  }

  @Test
  void aSecretIsReadFromItsFileOrVariable() throws IOException {
    assertThat(new Secret("file:" + secretFile("rw-------")).reveal(Map.of())).isEqualTo("hunter2");
    assertThat(new Secret("env:NAME").reveal(Map.of("NAME", "hunter3"))).isEqualTo("hunter3");
  }

  @Test
  void aMissingSecretNamesItsReferenceOnly() {
    assertThatThrownBy(() -> new Secret("env:NAME").reveal(Map.of()))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessage("reading secret env:NAME: the environment variable NAME is not set");
  }

  @Test
  void readingABrokenFileThrowsWithOneLineForEachProblem() {
    assertThatThrownBy(() -> LabFile.parse("lab.yaml", "name: x\nkind: remote\nsites: {}\nbuilds: {}\n"))
        .isInstanceOf(AssayException.Usage.class)
        .hasMessage("""
            reading lab file lab.yaml: 2 problems
              lab.yaml:1:1: key 'defaultBuild' is missing
              lab.yaml:3:8: sites: found no site, expected at least one""");
  }

  private Path secretFile(String permissions) throws IOException {
    var file = Files.createTempFile(folder, "secret", "");
    Files.writeString(file, "hunter2\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static String remoteWithPassword(String password) {
    return """
        name: real
        kind: remote
        classes:
          std:
            cpus: 8
            memory: 64GiB
            access:
              password: %s
            disk: 1TiB
            generations: [dundee]
        sites:
          here: {hosts: {
            h1: {class: std, address: 10.0.0.1, mac: "02:00:00:00:00:01"}}}
        builds:
          7.0-1: {product: XenServer, version: "7.0", generation: dundee, media: "http://media/"}
        defaultBuild: 7.0-1
        """.formatted(password);
  }

  private List<String> check(String text) {
    try {
      var file = folder.resolve("lab.yaml");
      Files.writeString(file, text);
      return LabFile.check(file, Map.of()).stream().map(Problem::toString).map(line -> line.substring(file.toString().length() + 1)).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
