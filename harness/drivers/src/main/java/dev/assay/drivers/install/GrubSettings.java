package dev.assay.drivers.install;

import java.net.URI;

/**
 * What GRUB does on a host that boots by UEFI: start the installer's hypervisor by the multiboot2 protocol, which iPXE does not
 * have there. GRUB fetches from the media by HTTP.
 *
 * <p>Source: the vendor's installation guide, "Network boot installations", for UEFI.
 *
 * @param media the folder of installation media, as the host reaches it
 */
record GrubSettings(URI media, URI answerFile) {

  String render() {
    return """
        set timeout=0
        menuentry "installation" {
          multiboot2 %1$s/boot/xen.gz dom0_mem=max:8192M watchdog com1=115200,8n1 console=com1,vga
          module2 %1$s/boot/vmlinuz xencons=hvc console=tty0 console=hvc0 answerfile=%2$s install
          module2 %1$s/install.img
        }
        """.formatted(device(), answerFile);
  }

  /** GRUB names a server like a disk: {@code (http,10.0.0.2:8080)/path}. */
  private String device() {
    var path = media.getPath() == null ? "" : media.getPath();
    return "(" + media.getScheme() + "," + media.getAuthority() + ")" + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }
}
