package dev.assay.drivers.xen.toolstack;

import dev.assay.core.AssayException;
import dev.assay.drivers.xen.Xl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What is so of a host until it is installed anew.
 *
 * @param software its versions, in the API's names
 * @param images the guest images that it has
 * @param domainType how guests are virtualised there unless they are asked to be otherwise: paravirtual, but with the help of the processor
 *     where the hypervisor is built without shadow page tables, as Debian's 4.17 is: paravirtual guests cannot move there while they run
 * @param processors how many the hypervisor has
 */
record HostFacts(SequencedMap<String, String> software, List<String> images, String domainType, int processors) {

  static final String IMAGES = "/var/lib/assay/guests";
  private static final String INVENTORY = "/etc/xensource-inventory";

  static HostFacts read(Xl xl) {
    var info = xl.info();
    var inventory = xl.run("reading what is installed", "cat " + INVENTORY);
    var software = new LinkedHashMap<String, String>();
    software.put("product_version", value(inventory, "PRODUCT_VERSION"));
    software.put("build_number", value(inventory, "BUILD_NUMBER"));
    software.put("xen", info.getOrDefault("xen_version", ""));
    software.put("linux", info.getOrDefault("release", ""));
    return new HostFacts(software, xl.files(IMAGES), domainType(info.getOrDefault("virt_caps", "")), Integer.parseInt(info.getOrDefault("nr_cpus", "1")));
  }

  private static String domainType(String capabilities) {
    var words = List.of(capabilities.split(" "));
    return words.containsAll(List.of("hvm", "hap")) && !words.contains("shadow") ? VmRecord.WITH_HARDWARE : VmRecord.PARAVIRTUAL;
  }

  private static String value(String inventory, String name) {
    return inventory.lines().filter(line -> line.startsWith(name + "=")).findFirst()
        .map(line -> line.substring(line.indexOf('=') + 1).replaceAll("^['\"]|['\"]$", ""))
        .orElseThrow(() -> new AssayException.Lab("reading what is installed: " + INVENTORY + " has no " + name + "; install the host anew"));
  }
}
