package dev.assay.simulator.machine;

import dev.assay.core.lab.Power;
import dev.assay.simulator.generation.ReleaseFacts;
import dev.assay.simulator.performance.ContendedResources;
import dev.assay.simulator.performance.HostShape;
import dev.assay.simulator.shell.Sessions;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a machine does after power-on, until dom0's toolstack listens or something stops it. */
final class BootSequence {

  private final Machine machine;
  private final Life life;
  private final Console console;

  BootSequence(Machine machine, Life life) {
    this.machine = machine;
    this.life = life;
    this.console = machine.serial();
  }

  void run() {
    var host = machine.host();
    console.line("");
    console.line((host.uefi() ? "UEFI" : "BIOS") + " power-on self test: " + host.cpus() + " CPUs " + host.cpuVendor() + ", memory " + host.memory() + ", disk sda " + host.disk());
    pause(40, 120);
    try {
      switch (machine.takeBootDevice()) {
        case NETWORK -> network();
        case DISK -> fromDisk();
      }
    } catch (InstallerStopped e) {
      console.line("ERROR: " + e.why());
      console.line("The machine stands still; switch it off.");
      machine.note("machine.boot.failed", Map.of("cause", e.why()));
    }
  }

  private void network() {
    console.line("iPXE: net0 " + machine.host().mac() + ": DHCP... ok, address " + machine.host().address());
    pause(3, 12);
    var file = machine.lab().bootFiles().fetch(machine.host(), "boot.ipxe");
    if (file.isEmpty()) {
      console.line("iPXE: boot.ipxe: nothing is served to this host; booting from disk");
      fromDisk();
      return;
    }
    var script = BootScript.parse(new String(file.get(), StandardCharsets.UTF_8));
    if (script.local()) {
      fromDisk();
      return;
    }
    machine.note("machine.boot.network", Map.of());
    new Installer(machine.host(), machine.lab(), machine.chance(), console, machine::disk, machine.faults()).run(script, machine.disk());
    pause(5, 10);
    console.line("Restarting system.");
    run();
  }

  private void fromDisk() {
    switch (machine.disk()) {
      case DiskContent.Blank() -> stop("No bootable device.");
      case DiskContent.HalfWritten() -> stop("error: unknown filesystem. grub rescue>");
      case DiskContent.Complete(var installation) -> dom0(installation);
    }
  }

  private void stop(String line) {
    console.line("Booting from disk sda");
    console.line(line);
    machine.note("machine.boot.failed", Map.of("cause", line));
  }

  private void dom0(Installation installation) {
    var release = installation.system.release();
    console.line("Booting from disk sda");
    console.line("(XEN) Xen hypervisor of " + release.product() + " " + release.version() + " build " + release.buildNumber());
    console.line("(XEN) " + machine.host().cpus() + " CPUs, " + machine.host().memory() + " RAM");
    pause(20, 50);
    var booted = begin(installation);
    var log = new SystemLog(machine, booted);
    log.boot();
    boolean first = installation.toolstack == null;
    installation.thisBoot = installation.nextBoot;
    life.booted(booted);
    var toolstack = toolstack(installation);
    machine.lab().addresses().listen(installation.address, machine);
    console.line(installation.system.hostname() + " login:");
    log.append("messages", "systemd", "sshd listens on port 22");
    pause(first ? 30 : 12, first ? 90 : 35);
    if (installation.upgradePending && toolstack instanceof UpgradableToolstack upgradable) {
      upgradable.upgraded(installation.system);
      installation.upgradePending = false;
    }
    machine.startToolstack(installation);
    console.line("xapi: the toolstack listens on " + installation.address);
    machine.note("machine.up", Map.of("release", release.version() + "-" + release.buildNumber(), "firstBoot", String.valueOf(first)));
  }

  private HostShape shape(Installation installation) {
    var usual = HostShape.of(machine.host(), installation.facts);
    return installation.domainZeroMemory == null ? usual : usual.withDomainZero(installation.domainZeroMemory);
  }

  private Life.Booted begin(Installation installation) {
    var time = machine.lab().time();
    var bootId = machine.chance().uuid();
    ReleaseFacts facts = installation.facts;
    var resources = new ContendedResources(time, machine.chance().fork("resources/" + bootId), facts, shape(installation), machine.defectsOf(installation));
    machine.filter().clear();
    resources.storageSlowness(machine.storageSlowness());
    var booted = new Life.Booted(installation, resources, new Sessions(time), time.now(), bootId);
    KernelFiles.generate(machine, booted);
    return booted;
  }

  private Toolstack toolstack(Installation installation) {
    var toolstack = installation.toolstack;
    if (toolstack == null) {
      console.line("First boot: generating host keys");
      toolstack = machine.lab().toolstacks().firstBoot(installation.system, new Doors(machine, installation));
      installation.toolstack = toolstack;
    }
    return toolstack;
  }

  private void pause(double least, double most) {
    machine.lab().time().sleep(machine.seconds(least, most));
  }
}
