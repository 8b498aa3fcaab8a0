package dev.assay.simulator.xapi;

import static dev.assay.simulator.xapi.XapiLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

/** What one VM or disk may have differs between generations. */
public class VmLimitTests extends XapiFixture {

  private String attach(String vm, String disk, String position) {
    return client.text("VBD.create", Values.map(
        "VM", vm, "VDI", disk, "userdevice", position, "bootable", false, "mode", "RO", "type", "Disk", "empty", false, "unpluggable", true,
        "other_config", Values.map(), "qos_algorithm_type", "", "qos_algorithm_params", Values.map()));
  }

  @Test
  public void sixteenDisksOnCreedence() {
    setUp(1);
    inside(() -> {
      var vm = client.createVm("a");
      var disk = client.createVdi(client.createNfs("nfs", "/vol1"), 1 << 20);
      for (int i = client.refs("VM.get_VBDs", vm).size(); i < 16; i++) {
        attach(vm, disk, "autodetect");
      }
      assertThat(client.refs("VM.get_allowed_VBD_devices", vm)).isEmpty();
      assertRefused(() -> attach(vm, disk, "autodetect"), "INVALID_DEVICE", "autodetect");
      assertRefused(() -> attach(vm, disk, "16"), "INVALID_DEVICE", "16");
    });
  }

  @Test
  public void twoHundredFiftyFiveDisksOnStockholm() {
    setUpWith("stockholm");
    inside(() -> {
      var vm = client.createVm("a");
      var disk = client.createVdi(client.createNfs("nfs", "/vol1"), 1 << 20);
      var vbd = attach(vm, disk, "254");
      client.call("VM.start", vm, false, false);
      assertThat(client.get("VBD", vbd, "device")).isEqualTo("xvdiu");
      assertRefused(() -> attach(vm, disk, "255"), "INVALID_DEVICE", "255");
    });
  }

  @Test
  public void aDiskHasTwoTebibytesAtMost() {
    setUp(1);
    inside(() -> {
      var sr = client.createNfs("nfs", "/vol1");
      var wrong = "VDI Invalid size [opterr=VDI size must be between 1 MB and 2093050 MB]";
      assertRefused(() -> client.createVdi(sr, 2L << 40), "SR_BACKEND_FAILURE_79", "", wrong, "");
      var vdi = client.createVdi(sr, 1 << 20);
      assertRefused(() -> client.call("VDI.resize", vdi, 2L << 40), "SR_BACKEND_FAILURE_79", "", wrong, "");
    });
  }

  @Test
  public void moreProcessorsThanTheHypervisorHasAreKeptAndNotStarted() {
    setUp(1);
    inside(() -> {
      var vm = client.createVm("a");
      client.call("VM.set_VCPUs_max", vm, 17L);
      assertRefused(() -> client.call("VM.start", vm, false, false), "INTERNAL_ERROR", "xenopsd: a domain has at most 16 vCPUs");
      client.call("VM.set_VCPUs_max", vm, 16L);
      client.call("VM.start", vm, false, false);
    });
  }
}
