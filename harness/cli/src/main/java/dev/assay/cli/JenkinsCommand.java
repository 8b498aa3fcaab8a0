package dev.assay.cli;

import dev.assay.cli.output.Answer;
import dev.assay.cli.output.Printer;
import dev.assay.cli.output.Rows;
import dev.assay.core.AssayException;
import dev.assay.core.BuildId;
import dev.assay.core.ExitCode;
import dev.assay.core.time.SystemTime;
import dev.assay.inventory.LabFile;
import dev.assay.jenkins.BuildServer;
import dev.assay.jenkins.Collection;
import dev.assay.jenkins.Following;
import dev.assay.jenkins.rest.RestBuildServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(name = "jenkins", description = "Have a Jenkins build something, follow it, and take what it made as a build under test.",
    footerHeading = "%n",
    footer = {
      "The server is $ASSAY_JENKINS_URL or --url; user and API token come from $ASSAY_JENKINS_USER and $ASSAY_JENKINS_TOKEN.",
      "",
      "Examples:",
      "  assay jenkins trigger product -p BRANCH=feature/ring-lock --follow",
      "  assay jenkins collect product 42 --as 8.4.0-2232 --version 8.4.0 --generation stockholm --write-lab with-2232.yaml",
      "  assay run bvt --lab with-2232.yaml --build 8.4.0-2232"
    })
final class JenkinsCommand implements Runnable {

  @ParentCommand
  @SuppressWarnings("NullAway.Init")
  AssayCommand root;

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Option(names = "--url", paramLabel = "URL", defaultValue = "${env:ASSAY_JENKINS_URL}", description = "The server's address.")
  @Nullable String url;

  /** Whether a command line speaks to a Jenkins of its own: one that names none is done by a configured server, with that one's. */
  static boolean hasItsOwn(CommandLine.ParseResult line) {
    return line.hasSubcommand() && line.subcommand().commandSpec().userObject() instanceof JenkinsCommand jenkins && jenkins.url != null && !jenkins.url.isBlank();
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Say what of Jenkins: trigger, follow or collect");
  }

  @Command(name = "trigger", description = "Ask for a build of a job.")
  int trigger(
      @Parameters(paramLabel = "JOB", description = "The job; one in folders as folder/job.") String job,
      @Option(names = {"-p", "--parameter"}, paramLabel = "NAME=VALUE", description = "A parameter; may be given again.") @Nullable Map<String, String> parameters,
      @Option(names = "--follow", description = "Wait for its end, showing its console on standard error.") boolean follow,
      @Option(names = "--limit", paramLabel = "MINUTES", defaultValue = "240", description = "How long to wait (default: ${DEFAULT-VALUE}).") int minutes) {
    try (var server = server()) {
      var ticket = server.trigger(job, new LinkedHashMap<>(parameters == null ? Map.of() : new java.util.TreeMap<>(parameters)));
      if (follow) {
        return ended(server, job, following(server).follow(ticket, Duration.ofMinutes(minutes)));
      }
      Printer.print(Answer.of(new Rows("job", "queue item", "build").add(
          job, ticket.queueItem().map(Object.class::cast).orElse(""), server.numberOf(ticket).map(Object.class::cast).orElse(""))), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  @Command(name = "follow", description = "Wait for a build's end, showing its console on standard error.")
  int follow(
      @Parameters(index = "0", paramLabel = "JOB", description = "The job.") String job,
      @Parameters(index = "1", paramLabel = "NUMBER", description = "The build's number.") int number,
      @Option(names = "--limit", paramLabel = "MINUTES", defaultValue = "240", description = "How long to wait (default: ${DEFAULT-VALUE}).") int minutes) {
    try (var server = server()) {
      return ended(server, job, following(server).follow(job, number, Duration.ofMinutes(minutes)));
    }
  }

  private Following following(BuildServer server) {
    return new Following(server, SystemTime.real(), text -> root.terminal().progress(text));
  }

  private int ended(BuildServer server, String job, BuildServer.State build) {
    var result = build.result().orElse("");
    Printer.print(Answer.of(new Rows("job", "build", "result", "artefacts", "address").add(
        job, build.number(), result, build.artefacts(), server.artefacts(job, build.number()))), root.format, root.terminal());
    return switch (result) {
      case "SUCCESS" -> ExitCode.OK.number();
      case "UNSTABLE" -> ExitCode.INCONCLUSIVE.number();
      case "ABORTED", "NOT_BUILT" -> ExitCode.NOTHING.number();
      default -> ExitCode.FAILED.number();
    };
  }

  @Command(name = "collect", description = "Bring a build's artefacts here with their checksums, and make it a build under test.")
  int collect(
      @Parameters(index = "0", paramLabel = "JOB", description = "The job.") String job,
      @Parameters(index = "1", paramLabel = "NUMBER", description = "The build's number.") int number,
      @Option(names = "--as", required = true, paramLabel = "BUILD", description = "The name that it gets here, such as 8.4.0-2232.") String build,
      @Option(names = "--product", defaultValue = "XenServer", paramLabel = "NAME", description = "Its product (default: ${DEFAULT-VALUE}).") String product,
      @Option(names = "--version", required = true, paramLabel = "VERSION", description = "Its version, such as 8.4.0.") String version,
      @Option(names = "--generation", required = true, paramLabel = "NAME", description = "Its generation, such as stockholm.") String generation,
      @Option(names = "--to", paramLabel = "FOLDER", description = "Where to (default: builds/BUILD of the data folder).") @Nullable Path to,
      @Option(names = "--write-lab", paramLabel = "FILE", description = "Write the lab file in use, with this build added, to here.") @Nullable Path writeLab) {
    var workspace = root.workspace();
    var name = BuildId.of(build).value();
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || !version.matches("[0-9.]+") || !generation.matches("[a-z0-9-]+") || !product.matches("[A-Za-z0-9 ._-]+")) {
      throw new AssayException.Usage("collecting build " + number + " of " + job + " as '" + build + "': names of builds, products and generations hold letters, digits,"
          + " dots and hyphens, versions digits and dots");
    }
    try (var server = server()) {
      var state = server.state(job, number).orElseThrow(() ->
          new AssayException.Nothing("collecting build " + number + " of " + job + ": the server has no such build"));
      if (!state.result().filter("SUCCESS"::equals).isPresent()) {
        throw new AssayException.Usage("collecting build " + number + " of " + job + ": it is " + state.result().orElse("still going on") + ", not a success");
      }
      var folder = to == null ? workspace.data().resolve("builds").resolve(name) : to;
      var collected = Collection.into(folder, server, job, state);
      var entry = "  " + name + ": {product: \"" + product + "\", version: " + version + ", generation: " + generation + ", media: \"" + server.artefacts(job, number) + "\"}";
      if (writeLab != null) {
        writeLab(workspace.labFile(), writeLab, entry);
        root.terminal().progress("wrote " + writeLab + "; next: assay run bvt --lab " + writeLab + " --build " + name);
      }
      root.terminal().progress("collected into " + folder);
      if (writeLab == null) {
        root.terminal().progress("next: make it a build of the lab, with this line below 'builds:' of the lab file:");
        root.terminal().progress(entry);
      }
      var rows = new Rows("path", "bytes", "sha256");
      collected.forEach(file -> rows.add(file.path(), file.size(), file.sha256()));
      Printer.print(Answer.of(rows), root.format, root.terminal());
      return ExitCode.OK.number();
    }
  }

  /** Add a line below the key {@code builds}; what comes of it must be a lab file before it is put in place. */
  private static void writeLab(Path lab, Path target, String line) {
    try {
      var text = Files.readString(lab);
      var added = text.replaceFirst("(?m)^builds:.*\\R", "$0" + java.util.regex.Matcher.quoteReplacement(line) + "\n");
      if (added.equals(text)) {
        added = text + "\nbuilds:\n" + line + "\n";
      }
      var temporary = Files.createTempFile(target.toAbsolutePath().getParent(), ".lab", ".yaml");
      try {
        Files.writeString(temporary, added);
        LabFile.read(temporary);
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new AssayException.Usage("writing the lab file " + target + ": " + e);
    }
  }

  private RestBuildServer server() {
    if (url == null || !url.matches("https?://\\S+")) {
      throw new AssayException.Usage("speaking to Jenkins: " + (url == null || url.isBlank() ? "no address is given" : "'" + url + "' is no address")
          + "; set ASSAY_JENKINS_URL, or --url https://jenkins.example.org");
    }
    var user = System.getenv().getOrDefault("ASSAY_JENKINS_USER", "");
    var token = System.getenv().getOrDefault("ASSAY_JENKINS_TOKEN", "");
    if (!Services.LENT.isBound()) {
      quieten();
    }
    return new RestBuildServer(URI.create(url), user.isBlank() ? "" : user + ":" + token);
  }

  private static void quieten() {
    LogManager.getLogManager().reset(); // What the client cannot reach is told once, by us, not by its own log as well.
  }
}
