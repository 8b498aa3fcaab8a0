package dev.assay.simulator.guest;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Chance;
import dev.assay.core.time.VirtualTime;
import dev.assay.simulator.performance.GuestProfile;
import dev.assay.simulator.performance.HostResources;
import dev.assay.simulator.performance.Operation;
import dev.assay.simulator.shell.Interpreter;
import dev.assay.simulator.shell.Sessions;
import dev.assay.simulator.shell.SimulatedShell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A guest that boots step by step on whatever host it is on, and keeps its writes back until it is told to sync. */
final class SimulatedGuest implements GuestOs {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedGuest.class);

  /** Linux's default age at which dirty pages are written back. */
  private static final Duration WRITE_BACK = Duration.ofSeconds(30);

  private final LabGuests lab;
  private final VirtualTime time;
  private final Chance chance;
  private final GuestHardware hardware;
  private final GuestProfile profile;
  private final Listener listener;
  private HostResources resources;
  private @Nullable GuestState state;
  private Sessions sessions;
  private boolean paused;
  private boolean writeBackDue;
  private Runnable stopStep = () -> {};
  private Runnable afterPause = () -> {};

  SimulatedGuest(LabGuests lab, VirtualTime time, Chance chance, GuestHardware hardware, GuestProfile profile, HostResources resources, Listener listener) {
    this.lab = lab;
    this.time = time;
    this.chance = chance;
    this.hardware = hardware;
    this.profile = profile;
    this.resources = resources;
    this.listener = listener;
    this.sessions = new Sessions(time);
  }

  LabGuests lab() {
    return lab;
  }

  GuestHardware hardware() {
    return hardware;
  }

  VirtualTime time() {
    return time;
  }

  Chance chance() {
    return chance;
  }

  HostResources resources() {
    return resources;
  }

  @Override
  public void boot() {
    killed();
    var fresh = new GuestState(chance.uuid().toString(), time.now());
    RootFileSystem.disk(hardware.disks()).ifPresent(disk -> fresh.files.restore(RootFileSystem.load(disk.device())));
    GuestTools.unpack(fresh, hardware.toolsVersion());
    fresh.changesOnDisk = fresh.files.changes();
    live(fresh);
  }

  @Override
  public void restored(MemoryImage memory) {
    killed();
    switch (memory) {
      case GuestState image -> live(image.copy());
    }
    wrote();
  }

  private void live(GuestState fresh) {
    state = fresh;
    fresh.files.generate("/proc/uptime", () -> String.format(Locale.ROOT, "%.2f 0.00\n", time.since(fresh.bootedAt).toMillis() / 1000.0).getBytes(StandardCharsets.UTF_8));
    paused = false;
    sessions = new Sessions(time);
    lab.runs(this);
    nextStep();
    comply();
  }

  private void nextStep() {
    var current = state;
    if (current == null || paused || current.stepsDone >= profile.steps()) {
      return;
    }
    var pending = resources.begin(new Operation.BootStep(profile, current.stepsDone), () -> stepDone(current));
    stopStep = pending::stop;
  }

  private void stepDone(GuestState current) {
    if (state != current) {
      return;
    }
    current.stepsDone++;
    stopStep = () -> {};
    if (current.stepsDone == profile.agentAtStep()) {
      tell("agent", listener::agentReady);
      comply();
    }
    if (current.stepsDone == profile.steps()) {
      tell("login", listener::loginReady);
    }
    nextStep();
  }

  @Override
  public void shutdownRequested() {
    endSoon(Ending.POWERED_OFF);
  }

  @Override
  public void rebootRequested() {
    endSoon(Ending.REBOOTED);
  }

  /** End in order, once the guest is up to it: a kernel that still boots finds out later what it was asked. */
  void endSoon(Ending ending) {
    if (state != null) {
      state.asked = ending;
      comply();
    }
  }

  private void comply() {
    var current = state;
    if (current != null && current.asked != null && agentAnswers()) {
      var ending = current.asked;
      current.asked = null;
      time.schedule(Duration.ofMillis((long) (chance.triangular(2, 9) * 1000)), () -> end(current, ending));
    }
  }

  private void end(GuestState current, Ending ending) {
    if (state != current) {
      return;
    }
    if (paused) {
      afterPause = () -> end(current, ending);
      return;
    }
    sync();
    killed();
    tell("end", () -> listener.ended(ending));
  }

  /** Lose everything that is not on a disk, and be heard of. */
  void crash() {
    killed();
    tell("crash", () -> listener.ended(Ending.CRASHED));
  }

  /** Tell the listener beside the clock's own work: what goes wrong there must not stop the clock. */
  private void tell(String what, Runnable message) {
    time.fork(what + " of guest " + hardware.name(), () -> {
      try {
        message.run();
      } catch (RuntimeException e) {
        LOG.error("the toolstack failed to hear the {} of guest {}", what, hardware.name(), e);
      }
      return true;
    });
  }

  @Override
  public void killed() {
    stopStep.run();
    stopStep = () -> {};
    afterPause = () -> {};
    state = null;
    sessions.close();
    lab.ended(this);
  }

  @Override
  public void paused() {
    if (state != null && !paused) {
      paused = true;
      sessions.hold();
      stopStep.run();
    }
  }

  @Override
  public void unpaused() {
    if (state != null && paused) {
      paused = false;
      sessions.release();
      nextStep();
      comply();
      wrote();
      var late = afterPause;
      afterPause = () -> {};
      late.run();
    }
  }

  @Override
  public void movedTo(HostResources host) {
    stopStep.run();
    resources = host;
    nextStep();
  }

  @Override
  public MemoryImage memory() {
    return running("copying the memory").copy();
  }

  @Override
  public Optional<String> address() {
    boolean networked = state != null && state.stepsDone >= profile.agentAtStep();
    return networked ? hardware.nics().stream().findFirst().map(nic -> lab.lease(nic.mac())) : Optional.empty();
  }

  @Override
  public Optional<String> toolsVersion() {
    return Optional.ofNullable(state).flatMap(GuestTools::version);
  }

  @Override
  public Optional<String> bootId() {
    return Optional.ofNullable(state).map(running -> running.bootId);
  }

  @Override
  public boolean answers() {
    return state != null && !paused && state.stepsDone >= profile.steps();
  }

  @Override
  public boolean agentAnswers() {
    return state != null && !paused && state.stepsDone >= profile.agentAtStep();
  }

  @Override
  public Shell shell(String user, String password) {
    var doing = "logging in to guest " + hardware.name() + " as " + user;
    if (!answers()) {
      throw new AssayException.Lab(doing + ": no answer on port 22" + (state == null ? " (it does not run)" : ""));
    }
    if (!user.equals("root") || !password.equals(Guests.PASSWORD)) {
      throw new AssayException.Lab(doing + ": permission denied");
    }
    var files = new GuestFiles(this, running(doing));
    var interpreter = new Interpreter(new GuestCommands(this, files).table(), files);
    return new SimulatedShell("guest " + hardware.name(), time, interpreter, files, sessions);
  }

  GuestState running(String doing) {
    if (state == null) {
      throw new AssayException.Lab(doing + " of guest " + hardware.name() + ": it does not run");
    }
    return state;
  }

  /** See to it that what was written reaches the disks in due time, if the guest lives so long. */
  void wrote() {
    var current = state;
    if (current == null || writeBackDue || !current.isDirty()) {
      return;
    }
    writeBackDue = true;
    time.schedule(WRITE_BACK, () -> {
      writeBackDue = false;
      if (state != current) {
        wrote();
      } else if (!paused) {
        sync();
      }
    });
  }

  /** Bring every write to its disk. */
  void sync() {
    hardware.disks().forEach(this::sync);
    var current = running("syncing the disks");
    current.pages.dropAllBut(names(hardware.disks()));
    if (current.files.changes() != current.changesOnDisk) {
      RootFileSystem.disk(hardware.disks()).ifPresent(disk -> RootFileSystem.store(disk.device(), current.files.snapshot()));
      current.changesOnDisk = current.files.changes();
    }
  }

  void sync(GuestDisk disk) {
    running("syncing a disk").pages.flush(disk);
  }

  private static List<String> names(List<GuestDisk> disks) {
    return disks.stream().map(GuestDisk::name).toList();
  }
}
