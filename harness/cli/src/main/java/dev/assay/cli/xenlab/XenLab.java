package dev.assay.cli.xenlab;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.lab.Power;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.site.files.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Raises, shows and takes down a lab of real Xen hosts on this machine. */
public final class XenLab {

  public static final int MOST_HOSTS = 16;

  public static final Bytes USUAL_MEMORY = Bytes.gib(4);
  /** What a host writes to its disks at the least. */
  private static final Bytes DISK_OF_A_HOST = Bytes.mib(512);
  private static final int LAST_LINES = 12;
  private static final int MOST_USUAL_CPUS = 2;

  private final LabFolder folder;
  private final Map<String, String> environment;
  private final SystemTime time;
  private final Terminal terminal;
  private final Machines machines;

  public XenLab(LabFolder folder, Map<String, String> environment, SystemTime time, Terminal terminal) {
    this.folder = folder;
    this.environment = environment;
    this.time = time;
    this.terminal = terminal;
    this.machines = new Machines(folder, time);
  }

  /**
   * What lab is wanted.
   *
   * @param hosts empty for as many as there are, or one
   * @param memory of each; empty for what it had, or the usual
   * @param cpus of each; empty for what this machine's processors suffice for
   * @param builds the images to have; new hosts start with the first
   * @param blank whether new hosts start with an empty disk, and switched off, for a run to install
   * @param accelerator empty to find out what works
   * @param patience from power-on to a login
   */
  public record Wish(Optional<Integer> hosts, Optional<Bytes> memory, Optional<Integer> cpus, List<XenBuild> builds, boolean blank, Optional<Accelerator> accelerator, Duration patience) {}

  /**
   * One host as it is now.
   *
   * @param ssh address and port
   * @param power address and port of its management controller
   * @param seconds from power-on to the login, when this command waited for it
   */
  public record State(String host, String state, String build, String ssh, String power, Bytes memory, Optional<Double> seconds) {}

  /** One thing that {@link #up} would do. */
  public record Step(String kind, String what) {}

  /** Tell what {@link #up} would do, without doing it. */
  public List<Step> plan(Wish wish, DebianPackages packages) {
    var steps = new ArrayList<Step>();
    packages.missing().forEach(name -> steps.add(new Step("install", "Debian package " + name)));
    var cached = new Images(folder, time, terminal).cached();
    var secrets = Secrets.kept(folder);
    wish.builds().stream().filter(build -> secrets.map(kept -> recipe(build, kept).name()).filter(cached::contains).isEmpty())
        .forEach(build -> steps.add(new Step("build", "image of " + build.id() + " in " + folder.images())));
    int count = wish.hosts().orElseGet(() -> Math.max(1, machines.kept().size()));
    for (int number = 1; number <= count; number++) {
      var before = machines.kept(number);
      if (before.isEmpty() || !machines.runs(before.get())) {
        steps.add(new Step("start", "xen-" + number + " with " + wish.memory().or(() -> before.map(HostSettings::memory)).orElse(USUAL_MEMORY)));
      }
    }
    machines.kept().stream().filter(host -> host.number() > count).filter(machines::runs).forEach(host -> steps.add(new Step("stop", host.name())));
    secrets.ifPresent(kept -> oldImages(kept).list().stream().filter(Files::isDirectory).forEach(old -> steps.add(new Step("remove", old + ", of an earlier recipe"))));
    steps.add(new Step("write", folder.labFile().toString()));
    return steps;
  }

  /** Raise the lab; return when every host can be logged in to. */
  public List<State> up(Wish wish) {
    try (var _ = LabLock.take(folder)) {
      var secrets = Secrets.of(folder);
      var ports = LabPorts.of(folder, machines.kept().stream().anyMatch(machines::runs));
      var hosts = hosts(wish);
      demandMemory(hosts);
      var images = images(wish, secrets);
      Room.demand(folder.root(), DISK_OF_A_HOST.times(hosts.size()), "starting Xen hosts");
      stopOthers(hosts);
      hosts.forEach(host -> host.keep(folder.host(host.name())));
      publishMedia(images);
      for (var host : hosts) {
        machines.makeDisks(host, host.image().isBlank() ? Optional.empty() : Optional.of(image(images, host)));
      }
      oldImages(secrets).remove(terminal);
      var text = new LabText(folder, hosts, images.stream().map(Images.Image::build).toList(), wish.builds().getFirst(), secrets.hostKeyFingerprint(), ports.networkBoot());
      Whole.write(folder.labFile(), text.render());
      var accelerator = wish.accelerator().orElseGet(() -> new AcceleratorProbe(folder, Path.of("/dev/kvm"), time, terminal).choose(images.getFirst()));
      var qemu = hosts.stream().map(host -> new QemuCommand(folder, host, accelerator, networkBoot(ports), ports.link()).render()).toList();
      return start(hosts, qemu, secrets, wish.patience());
    }
  }

  private static String networkBoot(LabPorts ports) {
    return "http://" + QemuCommand.LOOPBACK_SEEN_BY_HOSTS + ":" + ports.networkBoot();
  }

  private List<Images.Image> images(Wish wish, Secrets secrets) {
    var cache = new Images(folder, time, terminal);
    return wish.builds().stream().map(build -> cache.obtain(recipe(build, secrets))).toList();
  }

  private Recipe recipe(XenBuild build, Secrets secrets) {
    return new Recipe(build, secrets, Recipe.Mirror.of(environment));
  }

  private OldImages oldImages(Secrets secrets) {
    return OldImages.beside(folder, secrets, Recipe.Mirror.of(environment));
  }

  /** Decide what each host is started with: what it was, or what is wished. */
  private List<HostSettings> hosts(Wish wish) {
    int count = wish.hosts().orElseGet(() -> Math.max(1, machines.kept().size()));
    int cpus = wish.cpus().orElse(usualCpus(Runtime.getRuntime().availableProcessors(), count));
    var hosts = new ArrayList<HostSettings>();
    for (int number = 1; number <= count; number++) {
      var before = machines.kept(number);
      var host = before.isPresent() ? again(before.get(), cpus, wish) : fresh(number, cpus, wish);
      hosts.add(host);
    }
    return hosts;
  }

  /** Two virtual processors on one real one wait for each other most of the time: a host has no more than its share of this machine's. */
  static int usualCpus(int processors, int hosts) {
    return Math.clamp(processors / hosts, 1, MOST_USUAL_CPUS);
  }

  private HostSettings fresh(int number, int cpus, Wish wish) {
    return new HostSettings(
        number, Ports.freeTcp(), Ports.freeUdp(), cpus, wish.memory().orElse(USUAL_MEMORY), wish.blank() ? "" : wish.builds().getFirst().id());
  }

  private HostSettings again(HostSettings host, int cpus, Wish wish) {
    if (machines.runs(host)) {
      if (wish.memory().filter(memory -> !memory.equals(host.memory())).isPresent()) {
        throw new AssayException.Usage("raising " + host.name() + " with " + wish.memory().get() + ": it runs with " + host.memory() + "; take the lab down first: assay lab xen down");
      }
      return host;
    }
    boolean controlled = machines.hasController(host);
    return new HostSettings(
        host.number(),
        Ports.isFreeTcp(host.sshPort()) ? host.sshPort() : Ports.freeTcp(),
        controlled || Ports.isFreeUdp(host.powerPort()) ? host.powerPort() : Ports.freeUdp(),
        cpus, wish.memory().orElse(host.memory()), host.image());
  }

  /** Hosts that the lab has and this command does not name are none of it any more. */
  private void stopOthers(List<HostSettings> hosts) {
    var processes = new LabProcesses(folder);
    others(hosts).forEach(host -> {
      processes.controllers(host.name()).forEach(LabProcesses.Found::kill);
      processes.machines(host.name()).forEach(LabProcesses.Found::kill);
    });
  }

  private Stream<HostSettings> others(List<HostSettings> hosts) {
    return machines.kept().stream().filter(host -> hosts.stream().noneMatch(other -> other.number() == host.number()));
  }

  private void demandMemory(List<HostSettings> hosts) {
    var needed = hosts.stream().filter(host -> !machines.runs(host)).map(host -> host.memory().plus(MachineMemory.OVERHEAD)).reduce(Bytes.ZERO, Bytes::plus);
    var free = MachineMemory.available().plus(others(hosts).filter(machines::runs).map(HostSettings::memory).reduce(Bytes.ZERO, Bytes::plus));
    if (needed.compareTo(free) > 0) {
      throw new AssayException.Lab("starting " + hosts.size() + (hosts.size() == 1 ? " Xen host: it needs " : " Xen hosts: they need ") + Math.round(needed.inMib()) + " MiB of memory, this machine has "
          + Math.round(free.inMib()) + " MiB free; ask for fewer (--hosts) or smaller ones (--memory)");
    }
  }

  /** An installing host finds the media of a build under the build's name. */
  private void publishMedia(List<Images.Image> images) {
    try {
      Files.createDirectories(folder.media());
      for (var image : images) {
        var link = folder.media().resolve(image.build().id());
        var part = folder.media().resolve(image.build().id() + ".part");
        Files.deleteIfExists(part);
        Files.createSymbolicLink(part, image.media());
        Files.move(part, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new AssayException.Lab("publishing installation media in " + folder.media() + ": " + e, e);
    }
  }

  private static Images.Image image(List<Images.Image> images, HostSettings host) {
    return images.stream().filter(image -> image.build().id().equals(host.image())).findFirst().orElse(images.getFirst());
  }

  private List<State> start(List<HostSettings> hosts, List<List<String>> qemu, Secrets secrets, Duration patience) {
    for (int i = 0; i < hosts.size(); i++) {
      var host = hosts.get(i);
      machines.startController(host, new Controller(folder.host(host.name()), host, qemu.get(i), secrets.password()));
    }
    var waits = new LinkedHashMap<HostSettings, Time.Fork<Duration>>();
    for (var host : hosts) {
      if (hasSystem(host) || machines.runs(host)) {
        switchOn(host, secrets);
        waits.put(host, time.fork("login " + host.name(), () -> login(host, secrets).await(patience)));
      }
    }
    SequencedMap<String, Double> seconds = new LinkedHashMap<>();
    waits.forEach((host, wait) -> seconds.put(host.name(), wait.join().toMillis() / 1000.0));
    return hosts.stream().map(host -> state(host, secrets, Optional.ofNullable(seconds.get(host.name())))).toList();
  }

  /** An empty disk is started by the run that installs it. */
  private boolean hasSystem(HostSettings host) {
    return !host.image().isBlank() || InstallerSaid.installed(folder.console(host.name()));
  }

  private void switchOn(HostSettings host, Secrets secrets) {
    if (!machines.runs(host)) {
      terminal.progress("switching " + host.name() + " on by its management controller");
      try {
        machines.power(host, secrets.password()).set(Power.State.ON);
      } catch (AssayException.Lab e) {
        throw notStarted(host.name(), PowerLog.refusal(folder.host(host.name())), e);
      }
    }
  }

  /** The controller says that it could not, and QEMU why. */
  static AssayException notStarted(String host, String refusal, AssayException.Lab controller) {
    if (refusal.isBlank()) {
      return new AssayException.Lab("switching " + host + " on: " + controller.getMessage(), controller);
    }
    var advice = refusal.contains("Cannot allocate memory") ? "; this machine has " + Math.round(MachineMemory.available().inMib()) + " MiB of memory free: ask for fewer hosts (--hosts) or smaller ones (--memory)" : "";
    return new AssayException.Lab("switching " + host + " on: QEMU starts no machine: " + refusal + advice, controller);
  }

  private HostLogin login(HostSettings host, Secrets secrets) {
    return new HostLogin(host, secrets, time, terminal, () -> machines.runs(host), () -> Room.isUsedUp(folder.root()), () -> lastWords(host), () -> Room.complaint(folder.root()));
  }

  /** What the machine printed, or else what QEMU said. */
  private String lastWords(HostSettings host) {
    var printed = Tail.of(folder.console(host.name()), LAST_LINES);
    return printed.isBlank() ? PowerLog.refusal(folder.host(host.name())) : printed;
  }

  /** Tell how the hosts are. */
  public List<State> status() {
    if (machines.kept().isEmpty()) {
      throw new AssayException.Nothing("looking at the Xen lab in " + folder.root() + ": there is none; raise one with: assay lab xen up");
    }
    var secrets = Secrets.of(folder);
    var looks = machines.kept().stream().map(host -> time.fork("look " + host.name(), () -> state(host, secrets, Optional.empty()))).toList();
    return looks.stream().map(Time.Fork::join).toList();
  }

  private State state(HostSettings host, Secrets secrets, Optional<Double> seconds) {
    boolean runs = machines.runs(host);
    var build = runs ? login(host, secrets).build() : Optional.<String>empty();
    var state = !machines.hasController(host) ? (runs ? "no controller" : "down") : !runs ? "off" : build.isPresent() ? "up" : Room.isUsedUp(folder.root()) ? "no disk space" : "starting";
    return new State(host.name(), state, build.orElse(""), "127.0.0.1:" + host.sshPort(), "127.0.0.1:" + host.powerPort(), host.memory(), seconds);
  }

  /** End every process of the lab; return how many there were. */
  public int down(boolean disks) {
    if (!Files.isDirectory(folder.root())) {
      throw new AssayException.Nothing("taking down the Xen lab in " + folder.root() + ": there is none");
    }
    try (var _ = LabLock.take(folder)) {
      int ended = new LabProcesses(folder).endAll(time);
      if (disks) {
        machines.forget();
        Output.delete(folder.labFile());
      }
      return ended;
    }
  }

  /** Return the last lines of a host's serial console. */
  public String log(String host, int lines) {
    if (machines.kept().stream().noneMatch(kept -> kept.name().equals(host))) {
      throw new AssayException.Nothing("reading the console of " + host + ": the lab in " + folder.root() + " has "
          + (machines.kept().isEmpty() ? "no hosts" : String.join(", ", machines.kept().stream().map(HostSettings::name).toList())));
    }
    return Tail.of(folder.console(host), lines);
  }

  /** List the names of the lab's hosts. */
  public List<String> hosts() {
    return machines.kept().stream().map(HostSettings::name).toList();
  }
}
