package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.ProductVersion;
import dev.assay.core.lab.Power;
import dev.assay.core.run.History;
import dev.assay.core.time.Await;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.SimulatedLab;
import dev.assay.simulator.TestingLab;
import dev.assay.simulator.xapi.XapiToolstacks;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/** A lab whose first host has a product installed, for clients that nobody of this project wrote. */
final class InstalledHost {

  private InstalledHost() {}

  /** Make the lab and install the release of this generation; the newest one is {@code stockholm}. */
  static SimulatedLab install(VirtualTime time, String generation) {
    var spec = TestingLab.spec(1, Bytes.gib(500));
    var releases = new java.util.ArrayList<>(spec.releases());
    releases.add(new LabSpec.Release(URI.create("http://media.lab/stockholm"), "XenServer", ProductVersion.parse("8.4.0"), "2231", "stockholm"));
    var lab = SimulatedLab.create(
        new LabSpec(spec.seed(), spec.hosts(), spec.exports(), releases, spec.defects()), time, History.NONE, new XapiToolstacks(ApiTable.load()));
    time.run("install", () -> {
      publish(lab, generation);
      var host = lab.host(TestingLab.HOST);
      host.power().bootNextFrom(Power.BootDevice.NETWORK);
      host.power().set(Power.State.ON);
      return Await.on(time).until("XAPI answers", () -> answers(host)).seeing(host::console).within(Duration.ofHours(2));
    });
    return lab;
  }

  private static void publish(SimulatedLab lab, String generation) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", """
        #!ipxe
        kernel http://media.lab/%1$s/boot/xen.gz
        module http://media.lab/%1$s/boot/vmlinuz answerfile=%2$s install
        module http://media.lab/%1$s/install.img
        boot
        """.formatted(generation, lab.networkBoot().address(TestingLab.HOST, "answerfile.xml")).getBytes(StandardCharsets.UTF_8));
    files.put("answerfile.xml", TestingLab.answers(generation).getBytes(StandardCharsets.UTF_8));
    lab.networkBoot().publish(TestingLab.HOST, files);
  }

  private static boolean answers(SimulatedHost host) {
    try {
      host.xapi().call("session.login_with_password", List.of("root", TestingLab.PASSWORD));
      return true;
    } catch (AssayException.Lab | XapiException e) {
      return false;
    }
  }
}
