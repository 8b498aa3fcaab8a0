package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.cli.output.Terminal;
import dev.assay.cli.run.HostLook;
import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.time.SystemTime;
import dev.assay.core.time.Time;
import dev.assay.inventory.HostState;
import dev.assay.inventory.Lab;
import dev.assay.inventory.health.Occasion;
import dev.assay.testkit.lab.RemoteAccess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at each idle host of a lab from time to time, until it is closed. Any number of servers share the work: each due host is
 * looked at by one of them. Hosts that somebody holds are looked at by their holder, before use.
 */
final class HealthWatch implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

  private final Services services;
  private final Terminal terminal;
  private final Duration age;
  private final Time time = SystemTime.real();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Time.Fork<Void> fork;

  /** Look at hosts whose last look is longer ago than {@code age}; none when the lab is simulated within each run. */
  HealthWatch(Services services, Terminal terminal, Duration age) {
    this.services = services;
    this.terminal = terminal;
    this.age = age;
    this.fork = time.fork("health-watch", () -> {
      while (!closed.get()) {
        time.sleep(lookAtOne());
      }
      return null;
    });
  }

  /** Look at one host if one is due; return how long to wait for the next. */
  private Duration lookAtOne() {
    try {
      var lab = services.syncedLab();
      var next = lab.kind() == Lab.Kind.REMOTE ? services.inventory().nextDue(lab.name(), age) : Optional.<HostId>empty();
      next.ifPresent(host -> look(lab, host));
      return next.isPresent() ? Duration.ZERO : LOOK_EVERY;
    } catch (AssayException.Cancelled e) {
      throw e;
    } catch (AssayException e) {
      terminal.progress("assay: looking at the lab's hosts: " + e.getMessage());
      return AFTER_TROUBLE;
    }
  }

  private void look(Lab lab, HostId host) {
    var status = services.leases().hosts(lab.name()).stream().filter(candidate -> candidate.host().id().equals(host)).findFirst().orElseThrow();
    try (var access = RemoteAccess.toLook(lab, System.getenv(), services.inventory())) {
      var findings = new HostLook(access, Occasion.IDLE).at(List.of(status)).get(host);
      // Whoever was given it meanwhile may have it down by now, and looks at it himself.
      if (services.leases().live().stream().noneMatch(lease -> lease.tokens().containsKey(host))) {
        tell(host, status.stored(), services.inventory().checked(host, findings, "server"), HostLook.against(findings).orElse("its check found nothing"));
      }
    }
  }

  private void tell(HostId host, HostState before, HostState after, String why) {
    if (before != after) {
      terminal.progress(host + "  " + before + " -> " + after + ": " + why);
    }
  }

  @Override
  public void close() {
    closed.set(true);
    fork.cancel();
    try {
      fork.join();
    } catch (AssayException.Cancelled e) {
      terminal.progress("no host is looked at any more");
    }
  }
}
