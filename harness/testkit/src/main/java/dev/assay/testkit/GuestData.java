package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.Shell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Puts data on a guest's disks and reads it back, through the guest. */
record GuestData(Vm vm) {

  static final int BLOCK = 4096;

  private static final Duration COMMAND = Duration.ofMinutes(5);
  private static final String FILE = "/root/assay-data";
  private static final String BUFFER = "/tmp/assay-block";

  String command(String... command) {
    try (var shell = vm.shell()) {
      return run(shell, command);
    }
  }

  BootId bootId() {
    try (var shell = vm.shell()) {
      return new BootId(run(shell, "cat", "/proc/sys/kernel/random/boot_id").strip());
    }
  }

  void writeFile(String text) {
    try (var shell = vm.shell()) {
      shell.write(FILE, text.getBytes(StandardCharsets.UTF_8));
      run(shell, "sync");
    }
  }

  String readFile() {
    try (var shell = vm.shell()) {
      return shell.run(COMMAND, List.of("test", "-f", FILE)).succeeded() ? new String(shell.read(FILE), StandardCharsets.UTF_8) : "";
    }
  }

  /** Write the text to the first and to the last block of the disk. */
  void write(Disk disk, String text) {
    try (var shell = vm.shell()) {
      shell.write(BUFFER, Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), BLOCK));
      for (long block : List.of(0L, disk.blocks() - 1)) {
        run(shell, "dd", "if=" + BUFFER, "of=" + disk.device(), "bs=" + BLOCK, "seek=" + block, "count=1", "conv=notrunc,fsync");
      }
    }
  }

  /** Read the texts of the first and of the last block of the disk. */
  List<String> read(Disk disk) {
    try (var shell = vm.shell()) {
      return List.of(0L, disk.blocks() - 1).stream().map(block -> read(shell, disk, block)).toList();
    }
  }

  private String read(Shell shell, Disk disk, long block) {
    run(shell, "dd", "if=" + disk.device(), "of=" + BUFFER, "bs=" + BLOCK, "skip=" + block, "count=1");
    var bytes = shell.read(BUFFER);
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  Duration uptime() {
    try (var shell = vm.shell()) {
      return Duration.ofMillis(Math.round(Double.parseDouble(run(shell, "cat", "/proc/uptime").strip().split(" ")[0]) * 1000));
    }
  }

  /** Count the processors that the guest says it has. */
  int processors() {
    try (var shell = vm.shell()) {
      return Integer.parseInt(run(shell, "nproc").strip());
    }
  }

  /** Return the memory that the guest says it has in all; its kernel keeps a little of what it was given. */
  Bytes memory() {
    try (var shell = vm.shell()) {
      var words = run(shell, "free").lines().filter(line -> line.startsWith("Mem:")).findFirst().orElseThrow().trim().split("\\s+");
      return Bytes.kib(Long.parseLong(words[1]));
    }
  }

  /** Tell whether the guest has a block device of this path. */
  boolean sees(String device) {
    try (var shell = vm.shell()) {
      return shell.run(COMMAND, List.of("test", "-b", device)).succeeded();
    }
  }

  /** Tell whether the guest has a network interface with this hardware address. */
  boolean seesCard(String mac) {
    try (var shell = vm.shell()) {
      return run(shell, "ip", "link", "show").contains(mac);
    }
  }

  private String run(Shell shell, String... command) {
    var result = shell.run(COMMAND, List.of(command));
    if (!result.succeeded()) {
      throw new AssayException.Product("running " + List.of(command) + " in " + vm + ": status " + result.status() + ", " + result.errors().strip());
    }
    return result.output();
  }
}
