package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.storage.DiskImage;
import dev.assay.simulator.storage.Repository;
import dev.assay.simulator.storage.Volume;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is on a library of installation images. */
final class IsoLibrary {

  static final String TOOLS = "/opt/xensource/packages/iso";

  private static final List<String> IMAGES = List.of("debian-12.iso", "windows-7.iso", "windows-10.iso");

  private IsoLibrary() {}

  static void fill(Repository library, boolean tools) {
    (tools ? List.of("guest-tools.iso") : IMAGES).stream()
        .filter(name -> library.find(name) == null)
        .forEach(name -> library.put(image(name)));
  }

  /** An ISO 9660 image: its volume descriptor at 32 KiB names it. */
  private static Volume image(String name) {
    var image = DiskImage.empty(Bytes.mib(64));
    image.write(32_768, ("\u0001CD001\u0001\0" + " ".repeat(32) + name).getBytes(StandardCharsets.US_ASCII));
    return new Volume(name, name, "user", true, "", image);
  }
}
