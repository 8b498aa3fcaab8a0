package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.core.ExitCode;
import dev.assay.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testng.SkipException;

/**
 * The lab that tests on a real hypervisor use. Its images are kept from one time to the next: building them takes longer than all else. A host has
 * one processor, so that one core carries the tests.
 *
 * @param data the data folder of its commands
 */
record RealXen(Path data) {

  private static final int PATIENCE_SECONDS = 1_500;

  /**
   * Raise it with these options of {@code lab xen up}, anew.
   *
   * @throws SkipException when nobody asked for a real hypervisor, when what the lab is made of is missing here, or cannot be fetched;
   *     everything else that goes wrong is a failure
   */
  static RealXen raise(String... options) {
    if (!Boolean.getBoolean("assay.real-xen")) {
      throw new SkipException("a real hypervisor was not asked for; run: ./assay test --real-xen");
    }
    var lab = new RealXen(Path.of(System.getProperty("assay.root"), "target", "real-xen"));
    if (Files.isDirectory(lab.data.resolve("xen-lab"))) {
      lab.assay("lab", "xen", "down", "--disks").exitCode(PATIENCE_SECONDS);
    }
    lab.skipWhereItCannotBeMade(options);
    var up = lab.up(options);
    int status = up.exitCode(PATIENCE_SECONDS);
    if (status == ExitCode.UNAVAILABLE.number()) {
      throw new SkipException("the Xen lab's packages cannot be fetched:\n" + up.errors());
    }
    assertThat(status).as(up.errors()).isZero();
    return lab;
  }

  private void skipWhereItCannotBeMade(String... options) {
    var asked = new ArrayList<>(List.of(options));
    asked.addAll(List.of("--dry-run", "-o", "csv"));
    var plan = up(asked.toArray(String[]::new));
    assertThat(plan.exitCode(PATIENCE_SECONDS)).as(plan.errors()).isZero();
    var missing = plan.answer().lines().filter(line -> line.startsWith("install,")).toList();
    if (!missing.isEmpty()) {
      throw new SkipException("the Xen lab cannot be raised here: " + String.join("; ", missing) + "; next, as root: ./assay lab xen up --install");
    }
    if (plan.answer().lines().anyMatch(line -> line.startsWith("build,")) && !"root".equals(System.getProperty("user.name"))) {
      throw new SkipException("the Xen lab's images are not there, and only root can build them");
    }
  }

  private AssayProcess up(String... options) {
    var command = new ArrayList<>(List.of("lab", "xen", "up", "--cpus", "1"));
    command.addAll(List.of(options));
    return assay(command.toArray(String[]::new));
  }

  AssayProcess assay(String... command) {
    return AssayProcess.start(data, command);
  }

  /** Cut the power of a host, as if its machine had died. */
  void kill(String host) {
    machine(host).destroyForcibly();
  }

  ProcessHandle machine(String host) {
    return ProcessHandle.of(Long.parseLong(file(host, "qemu.pid").strip())).orElseThrow();
  }

  String console(String host) {
    return file(host, "console.log");
  }

  private String file(String host, String name) {
    var file = data.resolve("xen-lab/hosts").resolve(host).resolve(name);
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void takeDown() {
    assay("lab", "xen", "down", "--disks").exitCode(PATIENCE_SECONDS);
    Database.stopEmbedded(data.resolve("postgres"));
  }
}
