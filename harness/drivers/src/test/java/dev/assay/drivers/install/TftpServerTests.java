package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.HostId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.testng.SkipException;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** The TFTP server against curl, which nobody of this project wrote. */
public class TftpServerTests {

  private static final byte[] PROGRAM = program();
  private Path folder;
  private TftpServer server;

  @BeforeClass
  void serve() throws IOException {
    folder = Files.createTempDirectory("assay-tftp");
    if (!run(folder.resolve("version"), "--version").contains("tftp")) {
      throw new SkipException("TFTP is not tested: this curl does not speak it");
    }
    Files.write(Files.createDirectory(folder.resolve("programs")).resolve("undionly.kpxe"), PROGRAM);
    var files = new BootPrograms(folder.resolve("programs"), Map.of("02:00:00:00:00:01", HostId.of("h1")),
        (host, name) -> Optional.of((name + " of " + host).getBytes(StandardCharsets.US_ASCII)));
    server = TftpServer.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), files::find);
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Longer than a block, and a whole number of blocks of 512: the transfer ends with an empty one. */
  private static byte[] program() {
    var bytes = new byte[512 * 100];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  @Test
  public void aBootProgramArrivesWholeWithAndWithoutLargerBlocks() throws IOException {
    assertThat(fetch("undionly.kpxe")).isEqualTo(PROGRAM);
    assertThat(fetch("undionly.kpxe", "--tftp-blksize", "1428")).isEqualTo(PROGRAM);
    assertThat(fetch("undionly.kpxe", "--tftp-no-options")).isEqualTo(PROGRAM);
  }

  @Test
  public void eachHostFindsItsOwnFilesByItsAddress() throws IOException {
    assertThat(text("mac/02-00-00-00-00-01/boot.ipxe")).isEqualTo("boot.ipxe of h1");
    assertThat(text("EFI/xenserver/grub.cfg-01-02-00-00-00-00-01")).isEqualTo("grub.cfg of h1");
    assertThat(text("autoexec.ipxe")).startsWith("#!ipxe").contains("hexhyp");
  }

  @Test
  public void whatIsNotServedIsRefusedAndNoPathLeadsElsewhere() throws IOException {
    assertThat(fetch("mac/02-00-00-00-00-02/boot.ipxe")).isEmpty();
    assertThat(fetch("nothing")).isEmpty();
    assertThat(fetch("..%2Fversion")).isEmpty();
    var upload = Files.writeString(folder.resolve("upload"), "mine");
    run(folder.resolve("answer"), "-T", upload.toString(), "tftp://127.0.0.1:" + server.port() + "/upload2");
    assertThat(folder.resolve("programs").resolve("upload2")).doesNotExist();
  }

  private String text(String path) throws IOException {
    return new String(fetch(path), StandardCharsets.US_ASCII);
  }

  private byte[] fetch(String path, String... options) throws IOException {
    var target = folder.resolve("fetched");
    Files.write(target, new byte[0]);
    var words = new java.util.ArrayList<>(java.util.List.of(options));
    words.add("tftp://127.0.0.1:" + server.port() + "/" + path);
    run(target, words.toArray(String[]::new));
    return Files.readAllBytes(target);
  }

  private static String run(Path output, String... words) throws IOException {
    var command = new java.util.ArrayList<>(java.util.List.of("curl", "-s", "--path-as-is", "-m", "20"));
    command.addAll(java.util.List.of(words));
    new ProcessBuilder(command).redirectOutput(output.toFile()).start().onExit().join();
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }
}
