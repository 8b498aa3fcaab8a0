package dev.assay.drivers.lab;

import dev.assay.core.Build;
import dev.assay.core.BuildId;
import dev.assay.core.Bytes;
import dev.assay.core.HostId;
import dev.assay.core.ProductVersion;
import dev.assay.core.defect.Defects;
import dev.assay.core.run.History;
import dev.assay.core.time.VirtualTime;
import dev.assay.drivers.console.Console;
import dev.assay.drivers.install.InstallTarget;
import dev.assay.drivers.install.Installer;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.SimulatedLab;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A simulated lab in this process, with one host and two releases on its media server. */
public final class TestingLab implements AutoCloseable {

  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  public static final HostId HOST = HostId.of("ams-h01");
  public static final String PASSWORD = "it's <a> & \"b\"";
  public static final InstallTarget TARGET = InstallTarget.of(HOST, PASSWORD);
  public static final Build CREEDENCE = build("6.5-90233", "6.5.0", "90233", "creedence");
  public static final Build DUNDEE = build("7.0-125380", "7.0.0", "125380", "dundee");

  public final VirtualTime time = VirtualTime.startingAt(START);
  public final List<String> events = new ArrayList<>();
  public final SimulatedLab lab = SimulatedLab.create(spec(), time, History.NONE, (system, doors) -> new LoginToolstack(system));

  public static LabSpec spec() {
    var host = new LabSpec.Host(
        HOST, "ams", "std", "10.0.0.1", "00:16:3e:00:00:01", "GenuineIntel", 16, Bytes.gib(128), Bytes.gib(500), 2, false, List.of());
    return new LabSpec(1, List.of(host), List.of(), List.of(release(CREEDENCE), release(DUNDEE)), Defects.NONE);
  }

  public <T> T inside(Callable<T> body) {
    return time.run("test", body);
  }

  public SimulatedHost host() {
    return lab.host(HOST);
  }

  public Installer installer() {
    return installer(machine(host()::console));
  }

  public Installer installer(Installer.Machine machine) {
    return new Installer(machine, Installer.Limits.USUAL, time, (kind, subject, details) -> events.add(kind));
  }

  public Installer.Machine machine(Console console) {
    return new Installer.Machine(
        host().power(), () -> host().shell("root", PASSWORD), Optional.of(host().xapi()), lab.networkBoot(), console);
  }

  @Override
  public void close() {
    time.close();
  }

  private static Build build(String id, String version, String number, String generation) {
    return new Build(
        BuildId.of(id), "XenServer", ProductVersion.parse(version), number, generation, URI.create("http://media.lab/" + generation));
  }

  private static LabSpec.Release release(Build build) {
    return new LabSpec.Release(build.media(), build.product(), build.version(), build.buildNumber(), build.generation());
  }
}
