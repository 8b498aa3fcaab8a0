package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Format;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.cli.serve.Serving;
import dev.assay.config.Durations;
import dev.assay.core.AssayException;
import dev.assay.core.ExitCode;
import dev.assay.site.access.Access;
import dev.assay.site.access.Role;
import dev.assay.site.server.SiteSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = "Serve the dashboard and the machine interface (REST), and drive submitted runs, on loopback unless said otherwise, until interrupted.",
    subcommands = ServeCommand.TokenCommand.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay serve                                     prints an address that lets you in, once",
      "  assay serve token add kim --role user           a token for somebody, or for a program",
      "  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:8140/api/v1/runs"
    })
final class ServeCommand implements Callable<Integer> {

  static final int PORT = 8140;
  private static final Duration SHORTEST_CHECKS = Duration.ofMinutes(1);

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Option(names = "--host", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}). Others than loopback see what is sent unless a TLS proxy stands in front.")
  String host = "127.0.0.1";

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "" + PORT, description = "The port (default: ${DEFAULT-VALUE}); 0 for any that is free.")
  int port = PORT;

  @Option(names = "--public-name", paramLabel = "NAME", description = "Another host name that browsers may use for it; may be given again.")
  List<String> publicNames = List.of();

  @Option(names = "--open-reading", description = "Let everybody who reaches it read without login; changes still take a token.")
  boolean openReading;

  @Option(names = "--runs", paramLabel = "N", defaultValue = "2", description = "How many submitted runs it drives at the same time; 0 to drive none (default: ${DEFAULT-VALUE}).")
  int runs = 2;

  @Option(names = "--check-every", paramLabel = "LENGTH", defaultValue = "6h",
      description = "How often each idle host of a lab behind sockets is looked at; never for none (default: ${DEFAULT-VALUE}).")
  String checkEvery = "6h";

  @Override
  public Integer call() {
    if (runs < 0 || runs > 64) {
      throw new AssayException.Usage("serving with --runs " + runs + ": it is a number from 0 to 64");
    }
    checkPort(port);
    try (var services = Services.open(root.workspace())) {
      return Serving.until(services, new SiteSettings(host, port, publicNames, openReading), runs, checks(), root.terminal(), root.format).number();
    }
  }

  /** Refuse what is no port before anything else is done. */
  static void checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new AssayException.Usage("serving on port " + port + ": a port is a number from 0 to 65535");
    }
  }

  private Optional<Duration> checks() {
    if (checkEvery.equals("never")) {
      return Optional.empty();
    }
    var length = Durations.parse(checkEvery);
    if (length.compareTo(SHORTEST_CHECKS) < 0) {
      throw new AssayException.Usage("serving with --check-every " + checkEvery + ": at least a minute lies between two looks at a host, or 'never'");
    }
    return Optional.of(length);
  }

  @Command(name = "describe", description = "Print the description of the machine interface (OpenAPI 3.1); docs/openapi.json is this.")
  int describe() {
    try (var services = Services.open(root.workspace())) {
      var description = Serving.describe(services);
      Printer.print(new Answer(terminal -> Printer.print(new Answer(_ -> {}, description, new Rows("none")), Format.json, terminal), description, new Rows("none")), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "token", description = "Make, list and revoke the tokens by which people and programs log in.")
  static final class TokenCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    ServeCommand serve;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public void run() {
      throw new picocli.CommandLine.ParameterException(spec.commandLine(), "Say what to do with tokens: add, ls or revoke");
    }

    @Command(name = "add", description = "Make a token and print it, this once.")
    int add(
        @Parameters(paramLabel = "NAME", description = "For whom.") String name,
        @Option(names = "--role", paramLabel = "ROLE", defaultValue = "viewer", description = "viewer, user or lab-admin (default: ${DEFAULT-VALUE}).") String role,
        @Option(names = "--days", paramLabel = "DAYS", description = "For how many days it is good (default: until revoked).") @Nullable Integer days) {
      if (days != null && (days < 1 || days > 3_650)) {
        throw new AssayException.Usage("making a token for " + days + " days: expected a number from 1 to 3650");
      }
      try (var services = Services.open(root().workspace())) {
        var secret = Access.over(services.database()).issue(name, Role.named(role), Optional.ofNullable(days).map(Duration::ofDays), System.getProperty("user.name"));
        var rows = new Rows("name", "role", "token").add(name, role, secret);
        Printer.print(new Answer(terminal -> terminal.line(secret), rows.asMaps(), rows), root().format, root().terminal());
        root().terminal().progress("It is not kept and cannot be shown again.");
        return ExitCode.OK.number();
      }
    }

    @Command(name = "ls", description = "List the tokens that are good, without their secrets.")
    int list() {
      try (var services = Services.open(root().workspace())) {
        var rows = new Rows("name", "role", "made by", "made", "expires", "last used");
        Access.over(services.database()).tokens().forEach(token -> rows.add(
            token.name(), token.role().label(), token.madeBy(), token.made().toString(), token.expires().map(Object::toString).orElse("never"),
            token.lastUsed().map(Object::toString).orElse("never")));
        Printer.print(Answer.of(rows), root().format, root().terminal());
        return ExitCode.OK.number();
      }
    }

    @Command(name = "revoke", description = "End a token and all sessions begun with it.")
    int revoke(@Parameters(paramLabel = "NAME", description = "Whose.") String name) {
      try (var services = Services.open(root().workspace())) {
        if (!Access.over(services.database()).revoke(name, System.getProperty("user.name"))) {
          throw new AssayException.Nothing("revoking token '" + name + "': there is none; see: assay serve token ls");
        }
        var rows = new Rows("name", "state").add(name, "revoked");
        Printer.print(Answer.of(rows), root().format, root().terminal());
        return ExitCode.OK.number();
      }
    }

    private AssayCommand root() {
      return serve.root;
    }
  }
}
