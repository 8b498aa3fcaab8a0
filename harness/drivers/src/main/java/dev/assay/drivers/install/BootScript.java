package dev.assay.drivers.install;

import java.net.URI;

/**
 * The iPXE script that starts the installer: hypervisor, kernel and installer image from the media, and where the
 * answers are.
 *
 * <p>It is for firmware that boots in BIOS mode: the installer's hypervisor starts by the multiboot protocol, which iPXE
 * has only there. {@link GrubSettings} are for UEFI.
 *
 * @param media the folder of installation media, as the host reaches it
 */
public record BootScript(URI media, URI answerFile) {

  public String render() {
    return """
        #!ipxe
        kernel %1$s/boot/xen.gz dom0_mem=max:8192M watchdog com1=115200,8n1 console=com1,vga
        module %1$s/boot/vmlinuz xencons=hvc console=tty0 console=hvc0 answerfile=%2$s install
        module %1$s/install.img
        boot
        """.formatted(folder(), answerFile);
  }

  private String folder() {
    var text = media.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
