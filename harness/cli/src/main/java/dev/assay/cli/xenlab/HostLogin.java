package dev.assay.cli.xenlab;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.ssh.SshLogin;
import dev.assay.drivers.ssh.SshShell;
import dev.assay.drivers.ssh.SshTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Logs in to one host of the lab, and waits until that goes. */
record HostLogin(HostSettings host, Secrets secrets, SystemTime time, Terminal terminal, BooleanSupplier runs, BooleanSupplier standsStill, Supplier<String> console, Supplier<String> complaint) {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration COMMAND = Duration.ofSeconds(20);

  /** Return the build that the host says it runs; nothing while it cannot be asked. */
  Optional<String> build() {
    var target = SshTarget.parse("127.0.0.1:" + host.sshPort(), secrets.hostKeyFingerprint());
    try (var shell = SshShell.connect(target, SshLogin.byPassword("root", secrets.password()), time)) {
      var said = shell.run(COMMAND, List.of("cat", "/etc/assay-build"));
      return said.succeeded() ? Optional.of(said.output().strip()) : Optional.empty();
    } catch (AssayException.Lab | AssayException.TimedOut e) {
      return Optional.empty();
    }
  }

  /**
   * Wait for the login; return how long it took.
   *
   * @throws AssayException.Lab with the console's last lines when the machine's process ends or the time passes
   */
  Duration await(Duration patience) {
    var start = time.now();
    while (true) {
      if (build().isPresent()) {
        terminal.progress(host.name() + " can be logged in to after " + time.since(start).toSeconds() + " s: 127.0.0.1:" + host.sshPort());
        return time.since(start);
      }
      if (!runs.getAsBoolean()) {
        throw failed("its QEMU process ended after " + time.since(start).toSeconds() + " s (this machine has " + Math.round(MachineMemory.available().inMib())
            + " MiB of memory free, the host takes " + Math.round(host.memory().plus(MachineMemory.OVERHEAD).inMib()) + ")");
      }
      if (standsStill.getAsBoolean()) {
        throw failed("it finds no room for what it writes, and stands still");
      }
      if (time.since(start).compareTo(patience) > 0) {
        throw failed("no login after " + patience.toSeconds() + " s");
      }
      time.sleep(LOOK_EVERY);
    }
  }

  private AssayException failed(String why) {
    var last = console.get();
    return new AssayException.Lab("starting " + host.name() + ": " + why + complaint.get()
        + (last.isBlank() ? "; it printed nothing" : "; its last words:\n  " + last.replace("\n", "\n  "))
        + "\nnext: assay lab xen logs " + host.name() + ", or assay lab xen down");
  }
}
