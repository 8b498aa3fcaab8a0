package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.output.Terminal;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.site.access.Principal;
import dev.assay.site.access.Role;
import dev.assay.site.server.Dashboard;
import dev.assay.site.server.SiteServer;
import dev.assay.site.server.SiteSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Serves until the process is asked to end. */
public final class Serving {

  private Serving() {}

  public static ExitCode until(Services services, SiteSettings settings, int runs, Optional<Duration> checks, Terminal terminal, Format format) {
    return until(services, settings, runs, checks, terminal, format, () -> { });
  }

  /** Serve, and do this as soon as pages can be looked at; if it fails, serving ends. */
  public static ExitCode until(Services services, SiteSettings settings, int runs, Optional<Duration> checks, Terminal terminal, Format format, Runnable meanwhile) {
    var parts = parts(services);
    var asked = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var hook = new Thread(() -> {
      asked.countDown();
      await(ended);
    }, "assay-serve-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try (var server = SiteServer.start(settings, parts)) {
      if (!settings.isLoopback()) {
        terminal.progress("warning: listening on " + settings.host() + " without TLS: tokens and pages can be read on the way; put a TLS proxy in front");
      }
      var link = server.loginLink(new Principal(System.getProperty("user.name"), Role.LAB_ADMIN, Optional.empty())).toString();
      var rows = new Rows("address", "login").add(server.address().toString(), link);
      Printer.print(new Answer(line -> {
        line.line("serving " + server.address());
        line.line("to log in once, within ten minutes: " + link);
      }, rows.asMaps(), rows), format, terminal);
      var watch = checks.map(age -> new HealthWatch(services, terminal, age));
      try (var _ = new RunDriver(services, terminal, runs)) {
        meanwhile.run();
        await(asked);
      } finally {
        watch.ifPresent(HealthWatch::close);
      }
      terminal.progress("stopping");
    } finally {
      ended.countDown();
    }
    return ExitCode.OK;
  }

  /** Describe the machine interface, as OpenAPI 3.1. */
  public static Map<String, Object> describe(Services services) {
    return SiteServer.describe(parts(services));
  }

  private static SiteServer.Parts parts(Services services) {
    var parts = Dashboard.over(services.database(), services.runs(), services.findings(), new Gates(services), new Etas(services), SystemTime.real(), Controls.of(services));
    var files = new ArrayList<>(parts.files());
    files.add(new PackedReports(services).route());
    return new SiteServer.Parts(parts.access(), parts.time(), parts.pages(), parts.api(), parts.streams(), files);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
