package dev.assay.drivers.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.util.List;
import org.testng.annotations.Test;

class GuestConfigTests {

  @Test
  void guestIsWrittenAsXlReadsIt() {
    var guest = new GuestConfig("9d913d0e", "pv", "/var/lib/assay/guests/debian-12", "console=hvc0 assay.ip=10.77.16.2/16", Bytes.mib(96), Bytes.mib(128), 1, 4,
        List.of(new GuestConfig.Card("00:16:3e:00:00:01", "xenbr0")), List.of());
    assertThat(guest.render()).isEqualTo("""
        name="9d913d0e"
        uuid="9d913d0e"
        type="pv"
        kernel="/var/lib/assay/guests/debian-12/vmlinuz"
        ramdisk="/var/lib/assay/guests/debian-12/initrd.img"
        extra="console=hvc0 assay.ip=10.77.16.2/16"
        memory=96
        maxmem=128
        vcpus=1
        maxvcpus=4
        vif=['mac=00:16:3e:00:00:01,bridge=xenbr0,script=/var/lib/assay/toolstack/plug-card']
        on_poweroff="destroy"
        on_reboot="restart"
        on_crash="destroy"
        """);
  }

  @Test
  void textThatWouldEndAQuotationIsRefused() {
    assertThatThrownBy(() -> new GuestConfig("x", "pv", "/guests/a", "assay.host=\"; memory=9000", Bytes.mib(96), Bytes.mib(96), 1, 1, List.of(), List.of()))
        .isInstanceOf(AssayException.Usage.class);
  }

  @Test
  void disksHaveTheNumbersThatXenstoreFilesThemUnder() {
    assertThat(Xl.deviceNumber("xvda")).isEqualTo(51712);
    assertThat(Xl.deviceNumber("xvdb")).isEqualTo(51728);
  }
}
