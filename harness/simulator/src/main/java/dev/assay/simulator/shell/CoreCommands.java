package dev.assay.simulator.shell;

import dev.assay.core.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Supplier;

/** The commands that every simulated system has. */
public final class CoreCommands {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Time time;

  private final Supplier<Instant> clock;

  private CoreCommands(Time time, Supplier<Instant> clock) {
    this.time = time;
    this.clock = clock;
  }

  /** Make the table, to be added to. */
  public static SequencedMap<String, Command> on(Time time) {
    return on(time, time::now);
  }

  /** Make the table for a system whose clock may be wrong. */
  public static SequencedMap<String, Command> on(Time time, Supplier<Instant> clock) {
    var core = new CoreCommands(time, clock);
    var table = new LinkedHashMap<String, Command>();
    table.put("true", invocation -> 0);
    table.put("false", invocation -> 1);
    table.put("echo", CoreCommands::echo);
    table.put("test", CoreCommands::test);
    table.put("[", CoreCommands::test);
    table.put("sleep", core::sleep);
    table.put("date", core::date);
    FileCommands.addTo(table);
    TextCommands.addTo(table);
    return table;
  }

  private static int echo(Invocation invocation) {
    var words = invocation.arguments();
    boolean bare = !words.isEmpty() && words.getFirst().equals("-n");
    invocation.print(String.join(" ", bare ? words.subList(1, words.size()) : words) + (bare ? "" : "\n"));
    return 0;
  }

  private static int test(Invocation invocation) {
    var words = new ArrayList<>(invocation.arguments());
    if (invocation.name().equals("[") && !"]".equals(words.isEmpty() ? "" : words.removeLast())) {
      throw new CommandFailed(2, "missing ]");
    }
    boolean negated = !words.isEmpty() && words.getFirst().equals("!");
    return holds(negated ? words.subList(1, words.size()) : words, invocation.files()) != negated ? 0 : 1;
  }

  private static boolean holds(List<String> words, Files files) {
    if (words.size() == 3) {
      return switch (words.get(1)) {
        case "=" -> words.getFirst().equals(words.get(2));
        case "!=" -> !words.getFirst().equals(words.get(2));
        default -> throw new CommandFailed(2, words.get(1) + ": unknown operator");
      };
    }
    if (words.size() != 2) {
      throw new CommandFailed(2, "only one- and two-sided tests are simulated");
    }
    var word = words.get(1);
    return switch (words.getFirst()) {
      case "-e" -> files.isFile(word) || files.isFolder(word);
      case "-f", "-b" -> files.isFile(word);
      case "-d" -> files.isFolder(word);
      case "-s" -> files.isFile(word) && files.size(word) > 0;
      case "-n" -> !word.isEmpty();
      case "-z" -> word.isEmpty();
      default -> throw new CommandFailed(2, words.getFirst() + ": unknown operator");
    };
  }

  private int sleep(Invocation invocation) {
    if (invocation.arguments().size() != 1 || !invocation.arguments().getFirst().matches("\\d+(\\.\\d+)?")) {
      throw new CommandFailed(1, "one number of seconds is needed");
    }
    time.sleep(Duration.ofMillis((long) (Double.parseDouble(invocation.arguments().getFirst()) * 1000)));
    return 0;
  }

  private int date(Invocation invocation) {
    var format = invocation.arguments().isEmpty() ? "" : invocation.arguments().getLast();
    switch (format) {
      case "+%s" -> invocation.line(Long.toString(clock.get().getEpochSecond()));
      case "", "-u" -> invocation.line(DATE.format(clock.get()));
      default -> throw new CommandFailed(1, "format '" + format + "' is not simulated");
    }
    return 0;
  }
}
