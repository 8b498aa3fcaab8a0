package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What one machine of the lab is started with; kept in its folder, so that it comes up the same after a crash.
 *
 * @param number from 1; its addresses and its name follow from it
 * @param image what its disk started from; blank for an empty disk
 */
record HostSettings(int number, int sshPort, int powerPort, int cpus, Bytes memory, String image) {

  private static final String FILE = "machine.properties";

  String name() {
    return "xen-" + number;
  }

  String mac() {
    return "52:54:00:a5:00:%02x".formatted(number);
  }

  String linkMac() {
    return "52:54:00:a5:01:%02x".formatted(number);
  }

  /** The address on the link between the lab's hosts. */
  String linkAddress() {
    return "10.78.0." + number;
  }

  static boolean isKept(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  static HostSettings read(Path folder) {
    var file = folder.resolve(FILE);
    try {
      var values = new Properties();
      values.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
      return new HostSettings(
          number(values, "number"), number(values, "sshPort"), number(values, "powerPort"), number(values, "cpus"),
          Bytes.parse(values.getProperty("memory", "")), values.getProperty("image", ""));
    } catch (IOException | IllegalArgumentException e) {
      throw new AssayException.Lab("reading " + file + ": " + e.getMessage() + "; take the lab down with 'assay lab xen down --disks' and raise it anew", e);
    }
  }

  void keep(Path folder) {
    Whole.write(folder.resolve(FILE), """
        number=%d
        sshPort=%d
        powerPort=%d
        cpus=%d
        memory=%s
        image=%s
        """.formatted(number, sshPort, powerPort, cpus, memory, image));
  }

  private static int number(Properties values, String name) {
    return Integer.parseInt(values.getProperty(name, "nothing said of " + name));
  }
}
