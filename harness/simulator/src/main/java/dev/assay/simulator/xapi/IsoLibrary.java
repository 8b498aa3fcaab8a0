package dev.assay.simulator.xapi;

import dev.assay.core.Bytes;
import dev.assay.simulator.guest.ToolsDisc;
import dev.assay.simulator.storage.DiskImage;
import dev.assay.simulator.storage.Repository;
import dev.assay.simulator.storage.Volume;
import java.util.List;

/** What is on a library of installation images. */
final class IsoLibrary {

  static final String TOOLS = "/opt/xensource/packages/iso";

  static final String TOOLS_DISC = "guest-tools.iso";

  private static final List<String> IMAGES = List.of("debian-12.iso", "windows-7.iso", "windows-10.iso");

  private IsoLibrary() {}

  static void fill(Repository library) {
    IMAGES.stream().filter(name -> library.find(name) == null).forEach(name -> library.put(image(name, empty(name))));
  }

  /** Put the disc of a release's tools for guests there. */
  static void fillWithTools(Repository library, String version) {
    var disc = empty(TOOLS_DISC);
    ToolsDisc.fill(disc, version);
    library.put(image(TOOLS_DISC, disc));
  }

  private static DiskImage empty(String name) {
    var disc = DiskImage.empty(Bytes.mib(64));
    ToolsDisc.label(disc, name);
    return disc;
  }

  private static Volume image(String name, DiskImage disc) {
    return new Volume(name, name, "user", true, "", disc);
  }
}
