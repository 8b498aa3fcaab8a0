package dev.assay.simulator;

import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.ProductVersion;
import dev.assay.core.defect.Defects;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.run.HistoryEvent;
import dev.assay.core.run.HistoryHash;
import dev.assay.core.time.Await;
import dev.assay.core.time.VirtualTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;

/** A lab of three machines with testing toolstacks, and the steps that tests share. */
public final class TestingLab {

  public static final HostId HOST = HostId.of("ams-h01");
  public static final String PASSWORD = "rack-and-ruin";

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  public final VirtualTime time = VirtualTime.startingAt(START);
  public final List<HistoryEvent> events = new ArrayList<>();
  public final List<TestingToolstack> toolstacks = new ArrayList<>();
  public final SimulatedLab lab;

  public TestingLab() {
    this(1, Bytes.gib(500));
  }

  public TestingLab(long seed, Bytes disk) {
    this(spec(seed, disk));
  }

  /** Make a lab whose builds carry these defects. */
  public TestingLab(Defects defects) {
    this(new LabSpec(1, spec(1, Bytes.gib(500)).hosts(), List.of(), spec(1, Bytes.gib(500)).releases(), defects));
  }

  private TestingLab(LabSpec spec) {
    lab = SimulatedLab.create(
        spec,
        time,
        (kind, subject, details) ->
            events.add(new HistoryEvent(events.size(), time.now(), kind, subject, new LinkedHashMap<>(details))),
        (system, doors) -> {
          var toolstack = new TestingToolstack(system, doors);
          toolstacks.add(toolstack);
          return toolstack;
        });
  }

  public static LabSpec spec(long seed, Bytes disk) {
    var hosts = new ArrayList<LabSpec.Host>();
    for (int i = 1; i <= 3; i++) {
      hosts.add(new LabSpec.Host(
          HostId.of("ams-h0" + i), "ams", "std", "10.0.0." + i, "00:16:3e:00:00:0" + i, "GenuineIntel", 16, Bytes.gib(128), disk, 2, false, List.of("nfs1")));
    }
    var exports = List.of(new LabSpec.Export("nfs1", "nfs", "filer:/vol1", Bytes.tib(2)), new LabSpec.Export("far", "nfs", "far:/vol1", Bytes.tib(2)));
    return new LabSpec(seed, hosts, exports, List.of(release("6.5.0", "90233", "creedence"), release("7.0.0", "125380", "dundee")), Defects.NONE);
  }

  private static LabSpec.Release release(String version, String build, String generation) {
    return new LabSpec.Release(URI.create("http://media.lab/" + generation), "XenServer", ProductVersion.parse(version), build, generation);
  }

  /** Run inside the lab's time. */
  public <T> T inside(Callable<T> body) {
    return time.run("test", body);
  }

  public SimulatedHost host() {
    return lab.host(HOST);
  }

  public void publish(String answerFile) {
    var files = new LinkedHashMap<String, byte[]>();
    files.put("boot.ipxe", bootScript("creedence").getBytes(StandardCharsets.UTF_8));
    files.put("answerfile.xml", answerFile.getBytes(StandardCharsets.UTF_8));
    lab.networkBoot().publish(HOST, files);
  }

  public String bootScript(String generation) {
    return """
        #!ipxe
        kernel http://media.lab/%1$s/boot/xen.gz dom0_mem=max:8192M
        module http://media.lab/%1$s/boot/vmlinuz answerfile=%2$s install
        module http://media.lab/%1$s/install.img
        boot
        """.formatted(generation, lab.networkBoot().address(HOST, "answerfile.xml"));
  }

  public static String answers(String generation) {
    return """
        <?xml version="1.0"?>
        <installation mode="fresh">
          <primary-disk>sda</primary-disk>
          <keymap>us</keymap>
          <root-password type="plaintext">%s</root-password>
          <source type="url">http://media.lab/%s/</source>
          <admin-interface name="eth0" proto="dhcp"/>
          <hostname>ams-h01</hostname>
          <timezone>Europe/Amsterdam</timezone>
        </installation>
        """.formatted(PASSWORD, generation);
  }

  public void bootFromNetwork() {
    host().power().set(Power.State.OFF);
    host().power().bootNextFrom(Power.BootDevice.NETWORK);
    host().power().set(Power.State.ON);
  }

  public Duration awaitUp() {
    return Await.on(time).until("the toolstack answers", this::isUp).seeing(host()::console).within(Duration.ofHours(1));
  }

  public boolean isUp() {
    try {
      return host().xapi().call("ping", List.of()).equals("pong");
    } catch (dev.assay.core.AssayException.Lab e) {
      return false;
    }
  }

  public void install(String generation) {
    publish(answers(generation));
    bootFromNetwork();
    awaitUp();
  }

  public Shell shell() {
    return host().shell("root", PASSWORD);
  }

  public Shell.Result run(String... command) {
    try (var shell = shell()) {
      return shell.run(Duration.ofMinutes(10), List.of(command));
    }
  }

  public String historyHash() {
    var hash = new HistoryHash();
    events.forEach(hash::add);
    return hash.value();
  }
}
