package dev.assay.simulator.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an iPXE script asks for.
 *
 * @param images addresses of hypervisor, kernel and installer image, in order
 * @param answerFile the address that the installer's kernel was given
 * @param local whether it hands over to the disk instead
 */
record BootScript(List<String> images, Optional<String> answerFile, boolean local) {

  static BootScript parse(String text) {
    var lines = text.lines().map(String::strip).toList();
    if (lines.isEmpty() || !lines.getFirst().equals("#!ipxe")) {
      throw new InstallerStopped("boot.ipxe: Exec format error (no #!ipxe in its first line)");
    }
    var images = new ArrayList<String>();
    Optional<String> answerFile = Optional.empty();
    for (var line : lines) {
      var words = line.split("\\s+");
      switch (words[0]) {
        case "", "#!ipxe", "echo", "dhcp", "imgfree" -> {}
        case "kernel", "module", "initrd", "multiboot" -> {
          images.add(second(words, line));
          answerFile = answerFile(words).or(earlier(answerFile));
        }
        case "exit", "sanboot" -> {
          return new BootScript(List.of(), Optional.empty(), true);
        }
        case "boot" -> {
          return bootable(images, answerFile);
        }
        default -> {
          if (!line.startsWith("#")) {
            throw new InstallerStopped("boot.ipxe: " + words[0] + ": command not found");
          }
        }
      }
    }
    throw new InstallerStopped("boot.ipxe: ends without 'boot'");
  }

  private static BootScript bootable(List<String> images, Optional<String> answerFile) {
    if (images.isEmpty()) {
      throw new InstallerStopped("boot.ipxe: boot: no kernel was named");
    }
    return new BootScript(images, answerFile, false);
  }

  private static java.util.function.Supplier<Optional<String>> earlier(Optional<String> answerFile) {
    return () -> answerFile;
  }

  private static String second(String[] words, String line) {
    if (words.length < 2) {
      throw new InstallerStopped("boot.ipxe: '" + line + "' names no image");
    }
    return words[1];
  }

  private static Optional<String> answerFile(String[] words) {
    for (var word : words) {
      if (word.startsWith("answerfile=")) {
        return Optional.of(word.substring("answerfile=".length()));
      }
    }
    return Optional.empty();
  }
}
