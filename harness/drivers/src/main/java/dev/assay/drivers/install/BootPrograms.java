package dev.assay.drivers.install;

import dev.assay.core.HostId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * What a host finds by TFTP: boot programs from a folder ({@code undionly.kpxe} for BIOS, {@code grubx64.efi} for UEFI), and the
 * script that such a program asks for by the host's MAC address.
 *
 * @param folder where the boot programs are
 * @param hosts by MAC address, in lower case with colons
 * @param published finds a file that is published for a host
 */
public record BootPrograms(Path folder, Map<String, HostId> hosts, BiFunction<HostId, String, Optional<byte[]>> published) {

  /** GRUB asks for its settings beside itself, by hardware type and MAC address. */
  private static final Pattern GRUB = Pattern.compile("(?:.*/)?grub\\.cfg-01-([0-9a-fA-F-]{17})");

  private static final Pattern BY_MAC = Pattern.compile("mac/([0-9a-fA-F-]{17})/([A-Za-z0-9._-]+)");
  private static final Pattern PROGRAM = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** iPXE looks for this beside itself; it leads each host to its own script, and to its disk when there is none. */
  private static final String AUTOEXEC = """
      #!ipxe
      chain tftp://${next-server}/mac/${net0/mac:hexhyp}/boot.ipxe || exit
      """;

  /** Find a file by its path; no path leads out of the folder. */
  public Optional<byte[]> find(String path) {
    var grub = GRUB.matcher(path);
    if (grub.matches()) {
      return of(grub.group(1), InstallAttempt.GRUB_SETTINGS);
    }
    var byMac = BY_MAC.matcher(path);
    if (byMac.matches()) {
      return of(byMac.group(1), byMac.group(2));
    }
    if (path.equals("autoexec.ipxe")) {
      return Optional.of(AUTOEXEC.getBytes(StandardCharsets.US_ASCII));
    }
    return PROGRAM.matcher(path).matches() ? program(path) : Optional.empty();
  }

  private Optional<byte[]> of(String mac, String file) {
    return Optional.ofNullable(hosts.get(mac.toLowerCase(Locale.ROOT).replace('-', ':'))).flatMap(host -> published.apply(host, file));
  }

  private Optional<byte[]> program(String name) {
    try {
      var file = folder.resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
