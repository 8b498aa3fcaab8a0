package dev.assay.cli;

import dev.assay.cli.output.Terminal;
import dev.assay.core.AssayException;
import dev.assay.site.access.Principal;
import dev.assay.site.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Does on the server what its command line would do: the commands of {@link ForwardedCommand}, parsed by the same parser, on the
 * server's lab and database, in the name of whoever asks, with that one's role.
 */
public final class ServerCommands {

  /** Of more words nobody types a command. */
  private static final int MOST_WORDS = 200;

  private ServerCommands() {}

  /** What a command printed, and what it ended with. */
  public record Ended(int exit, String out, String err) {}

  /** List the commands that there are, by their names in addresses. */
  public static List<String> names() {
    return ForwardedCommand.all().stream().filter(command -> !command.takesLong()).map(ForwardedCommand::path).toList();
  }

  /** List those that are begun and followed, since they take long. */
  public static List<String> longNames() {
    return ForwardedCommand.all().stream().filter(ForwardedCommand::takesLong).map(ForwardedCommand::path).toList();
  }

  /**
   * Do a command that does not take long.
   *
   * @param name which one, as {@link #names} has it
   * @param words the whole command line, as typed
   */
  public static Ended run(Services services, Principal who, String name, List<String> words) {
    if (longNames().contains(name)) {
      throw new AssayException.Usage("doing '" + name + "' on the server: it takes long; begin it with POST /api/v1/jobs/" + name);
    }
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = run(services, who, name, words, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ended(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Do a command that prints to these; return what it ended with. */
  public static int run(Services services, Principal who, String name, List<String> words, PrintStream out, PrintStream err) {
    if (words.size() > MOST_WORDS) {
      throw new AssayException.Usage("doing a command on the server: it has " + words.size() + " words, and " + MOST_WORDS + " are taken");
    }
    var terminal = Terminal.plain(out, err);
    var root = new AssayCommand(_ -> terminal);
    var line = CommandLines.parser(root).setExpandAtFiles(false)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8)).setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionStrategy(result -> CommandLines.explained(root, () -> {
          require(who, name, result);
          return new CommandLine.RunLast().execute(result);
        }));
    return ScopedValue.where(Services.LENT, services).where(Asker.NAME, who.name()).call(() -> line.execute(words.toArray(String[]::new)));
  }

  private static void require(Principal who, String name, ParseResult line) {
    var command = ForwardedCommand.meant(line).filter(meant -> meant.path().equals(name)).orElseThrow(() -> new AssayException.Usage("doing a command on the server: what was typed is not '" + name + "'; it does "
        + String.join(", ", names()) + ", " + String.join(", ", longNames())));
    command.refused(line).ifPresent(argument -> {
      throw new AssayException.Usage("doing '" + command.words() + "' on the server: it does not take " + argument
          + ", since files, lab and database are its own; unset $" + ServerClient.SERVER + " to use the database directly");
    });
    Role needed = command.role(line);
    if (!who.role().covers(needed)) {
      throw new AssayException.Usage("doing '" + command.words() + "' on the server: it takes the role " + needed.label() + ", and " + who.name() + " has the role "
          + who.role().label());
    }
  }
}
