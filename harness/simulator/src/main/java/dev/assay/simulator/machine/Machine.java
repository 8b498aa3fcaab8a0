package dev.assay.simulator.machine;

import dev.assay.core.AssayException;
import dev.assay.core.defect.Defects;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Chance;
import dev.assay.core.time.Time;
import dev.assay.simulator.LabSpec;
import dev.assay.simulator.SimulatedHost;
import dev.assay.simulator.fault.HostFaults;
import dev.assay.simulator.shell.Interpreter;
import dev.assay.simulator.shell.SimulatedShell;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One machine: a power switch, a disk, a console, and whatever its present life has brought up. */
public final class Machine implements SimulatedHost {

  private final LabSpec.Host host;
  private final Surroundings lab;
  private final Chance chance;
  private final Console console = new Console();
  private final ToolstackAccess access = new ToolstackAccess(this);
  private final Power power = new Switch();
  private final HostFaults faults;
  private final PacketFilter filter = new PacketFilter();
  private DiskContent disk = new DiskContent.Blank();
  private Power.BootDevice next = Power.BootDevice.DISK;
  private @Nullable Life life;
  private boolean toolstackListens;

  public Machine(LabSpec.Host host, Surroundings lab) {
    this.host = host;
    this.lab = lab;
    this.chance = Chance.seeded(lab.spec().seed()).fork("machine/" + host.id());
    this.faults = new HostFaults(chance.fork("faults"));
  }

  @Override
  public Power power() {
    return power;
  }

  @Override
  public Transport xapi() {
    return access;
  }

  @Override
  public HttpHandlers http() {
    return access;
  }

  @Override
  public String console() {
    return console.text();
  }

  @Override
  public boolean answersLogin() {
    return faults.partitions().isEmpty() && booted().isPresent();
  }

  @Override
  public Shell shell(String user, String password) {
    var doing = "logging in to host " + host.id() + " as " + user;
    access.mustReach(doing);
    var system = booted()
        .filter(booted -> booted.installation().toolstack != null)
        .orElseThrow(() -> new AssayException.Lab(doing + ": no answer on port 22; see its serial console"));
    if (!toolstackOf(system.installation()).login(user, password)) {
      throw new AssayException.Lab(doing + ": permission denied; is the password the one it was installed with?");
    }
    var files = system.installation().files;
    var interpreter = new Interpreter(new DomainZeroCommands(this, system).table(), files);
    return new SimulatedShell("host " + host.id(), lab.time(), interpreter, files, system.sessions());
  }

  public LabSpec.Host host() {
    return host;
  }

  Surroundings lab() {
    return lab;
  }

  Chance chance() {
    return chance;
  }

  /** Return what is wrong with an installation: what its build carries, and what every build in this lab does. */
  Defects defectsOf(Installation installation) {
    return installation.system.release().defects().and(lab.spec().defects());
  }

  Console serial() {
    return console;
  }

  DiskContent disk() {
    return disk;
  }

  void disk(DiskContent content) {
    disk = content;
  }

  /** Return dom0 as it runs; empty while the machine is off, starting, or stands still. */
  Optional<Life.Booted> booted() {
    return life == null ? Optional.empty() : Optional.ofNullable(life.booted()).filter(system -> system.sessions().isOpen());
  }

  /** Return the toolstack while it listens. */
  Optional<Toolstack> toolstack() {
    return booted().filter(system -> toolstackListens).flatMap(system -> Optional.ofNullable(system.installation().toolstack));
  }

  void toolstackListens(boolean listens) {
    toolstackListens = listens;
  }

  Power.BootDevice takeBootDevice() {
    var device = next;
    next = Power.BootDevice.DISK;
    return device;
  }

  /** Return what is wrong with this machine now, besides the product. */
  public HostFaults faults() {
    return faults;
  }

  /** Lose power, whatever the management controller does. */
  public void cutPower() {
    if (life != null) {
      note("machine.power.off", Map.of());
      end();
    }
  }

  /** Get power, and start. */
  public void restorePower() {
    if (life == null) {
      note("machine.power.on", Map.of());
      start();
    }
  }

  /** Stop with dom0's kernel: the power stays on, and nothing runs. */
  public void panic() {
    if (life != null) {
      var ending = life;
      end();
      life = ending;
      console.line("Kernel panic - not syncing: Fatal exception in interrupt");
      note("machine.panic", Map.of("cause", "injected"));
    }
  }

  /** Restart the toolstack beside the caller, unless it is down. */
  public void restartToolstackSoon() {
    if (toolstack().isPresent()) {
      inLife("toolstack restart of " + host.id(), _ -> restartToolstack());
    }
  }

  PacketFilter filter() {
    return filter;
  }

  /** List the exports that it reaches: none of a storage network that is lost or that its own filter cuts off. */
  List<LabSpec.Export> exports() {
    return faults.storageLost() ? List.of() : reaching().filter(export -> !filter.cutsOff(export)).toList();
  }

  /** Return how many times slower its storage is; infinite when all that lies on the network is lost. */
  double storageSlowness() {
    return reaching().findAny().isPresent() && reaching().allMatch(filter::cutsOff) ? Double.POSITIVE_INFINITY : faults.storageSlowness();
  }

  private Stream<LabSpec.Export> reaching() {
    return lab().spec().exports().stream().filter(export -> host().reaches().contains(export.name()));
  }

  /** Let the storage be as slow as the faults say now. */
  public void storageChanged() {
    booted().ifPresent(system -> system.resources().storageSlowness(storageSlowness()));
  }

  /** Return the addresses of the members of this machine's pool; none when it has no installation that tells. */
  public List<String> poolMembers() {
    return disk instanceof DiskContent.Complete(var installation) && installation.toolstack != null ? installation.toolstack.poolMembers() : List.of();
  }

  /** Return the time that this machine's clock shows. */
  Instant clock() {
    return lab.time().now().plus(faults.clockSkew());
  }

  boolean reaches(Machine other) {
    return faults.partitions().equals(other.faults.partitions());
  }

  /** Stop dom0 in order, then start again or switch off; returns at once. */
  void leaveInOrder(boolean again) {
    inLife("shutdown of " + host.id(), current -> {
      lab.time().sleep(seconds(1, 4));
      console.line("Stopping the toolstack...");
      toolstackListens = false;
      lab.time().sleep(seconds(6, 20));
      if (booted().filter(system -> !system.resources().shutsDown()).isPresent()) {
        console.line("blktap: waiting for devices to go away");
        lab.time().sleep(Time.FOREVER);
      }
      console.line(again ? "Restarting system." : "Power down.");
      note(again ? "machine.rebooting" : "machine.halted", Map.of());
      // A fork of its own: the end of this life cancels the present one.
      lab.time().fork("reset of " + host.id(), () -> reset(current, again));
    });
  }

  private boolean reset(Life current, boolean again) {
    if (life == current) {
      end();
      if (again) {
        start();
      }
    }
    return true;
  }

  /** Stop the toolstack and start it again, domains left alone; blocks until it listens. */
  void restartToolstack() {
    toolstackListens = false;
    lab.time().sleep(seconds(8, 25));
    booted().ifPresent(system -> startToolstack(system.installation()));
  }

  void startToolstack(Installation installation) {
    toolstackOf(installation).started();
    // The start may have taken a while, and the machine may have gone meanwhile.
    toolstackListens = booted().filter(system -> system.installation() == installation).isPresent();
  }

  private Toolstack toolstackOf(Installation installation) {
    var toolstack = installation.toolstack;
    if (toolstack == null) {
      throw new IllegalStateException("using the toolstack of " + host.id() + " before its first boot");
    }
    return toolstack;
  }

  Duration seconds(double least, double most) {
    return Duration.ofMillis((long) (chance.triangular(least, most) * 1000));
  }

  void note(String kind, Map<String, String> details) {
    lab.history().append(kind, host.id().value(), details);
  }

  private void start() {
    life = new Life();
    inLife("machine " + host.id(), current -> new BootSequence(this, current).run());
  }

  private void end() {
    if (life != null) {
      booted().ifPresent(system -> lab.addresses().leave(system.installation().address, this));
      toolstackListens = false;
      var ending = life;
      life = null;
      ending.end();
    }
  }

  /** Run beside the caller as long as this life lasts; what goes wrong in it stands on the console. */
  private void inLife(String name, java.util.function.Consumer<Life> body) {
    var current = life;
    if (current == null) {
      return;
    }
    Callable<Boolean> work = () -> {
      try {
        if (!current.isOver()) {
          body.accept(current);
        }
      } catch (AssayException.Cancelled e) {
        // The life ended under it: that is what a power cut does.
        return false;
      } catch (RuntimeException e) {
        console.line("Kernel panic - not syncing: " + e);
        note("machine.panic", Map.of("cause", e.toString()));
      }
      return true;
    };
    current.keep(lab.time().fork(name, work));
  }

  private final class Switch implements Power {

    private void mustAnswer() {
      if (faults.powerControllerHangs()) {
        throw new AssayException.Lab("asking the management controller of host " + host.id() + ": no answer");
      }
    }

    @Override
    public State state() {
      mustAnswer();
      return life == null ? State.OFF : State.ON;
    }

    @Override
    public void set(State wanted) {
      mustAnswer();
      if (wanted == state()) {
        return;
      }
      note(wanted == State.ON ? "machine.power.on" : "machine.power.off", Map.of());
      switch (wanted) {
        case ON -> start();
        case OFF -> end();
      }
    }

    @Override
    public void bootNextFrom(BootDevice device) {
      mustAnswer();
      next = device;
    }
  }
}
