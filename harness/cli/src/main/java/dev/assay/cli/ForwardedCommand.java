package dev.assay.cli;

import dev.assay.site.access.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command that the server does for whoever may, just as the command line does it without one.
 *
 * @param words its name
 * @param role who may
 * @param way how it comes to the server
 * @param looks options with which it takes only a look, and hence the least role
 * @param reachesFurther options with which it takes the greatest role
 * @param withheld options that the server takes from nobody: they name what is its own, or the asker's
 */
record ForwardedCommand(String words, Role role, Way way, List<String> looks, List<String> reachesFurther, List<String> withheld) {

  /** Of the options that all commands have, those that say how the answer looks. */
  private static final List<String> OF_FORM = List.of("--output", "--no-color", "--no-input", "--help", "--version");

  /** How a command comes to the server. */
  enum Way {

    /** All that was typed is sent, and its answer awaited. */
    AS_TYPED,

    /** All that was typed is sent, and followed to its end. */
    FOLLOWED,

    /** The command asks the server itself, since some of it is done where it was typed. */
    BY_ITSELF,

    /** The command has the server do it so, and is followed, where a call of its own does not say all that was typed. */
    FOLLOWED_BY_ITSELF
  }

  private static final List<ForwardedCommand> ALL = List.of(
      of("hosts show", Role.VIEWER), of("hosts plan", Role.VIEWER), of("hosts attributes", Role.VIEWER), of("hosts blame", Role.VIEWER).reachingFurther("--apply"),
      of("hosts check", Role.LAB_ADMIN).looking("--dry-run").by(Way.FOLLOWED),
      of("hosts discover", Role.USER).by(Way.FOLLOWED).without("--at", "--user", "--password", "--certificate", "--site"), of("hosts power", Role.USER), of("hosts console", Role.USER).without("--follow"),
      of("hosts close", Role.LAB_ADMIN).looking("--dry-run"), of("hosts reopen", Role.LAB_ADMIN).looking("--dry-run"),
      of("hosts broken", Role.LAB_ADMIN).looking("--dry-run"), of("hosts fixed", Role.LAB_ADMIN).looking("--dry-run"),
      of("hosts drain", Role.LAB_ADMIN).looking("--dry-run"), of("mbroken", Role.LAB_ADMIN).looking("--dry-run"), of("mfixed", Role.LAB_ADMIN).looking("--dry-run"),
      of("gate check", Role.USER), of("gate explain", Role.VIEWER), of("gate waivers", Role.VIEWER), of("gate history", Role.VIEWER),
      of("gate waive", Role.LAB_ADMIN).looking("--dry-run"), of("gate unwaive", Role.LAB_ADMIN),
      of("triage ls", Role.VIEWER), of("triage show", Role.VIEWER), of("triage issues", Role.VIEWER), of("triage export", Role.VIEWER),
      of("triage link", Role.USER), of("triage split", Role.USER), of("triage merge", Role.USER), of("triage edit", Role.USER), of("triage sync", Role.USER),
      of("triage rule ls", Role.VIEWER), of("triage rule add", Role.USER), of("triage rule rm", Role.USER),
      of("test ls", Role.VIEWER), of("test history", Role.VIEWER), of("test mute", Role.USER), of("test unmute", Role.USER),
      of("kpi ls", Role.VIEWER), of("kpi show", Role.VIEWER), of("kpi bands", Role.VIEWER), of("kpi changes", Role.VIEWER), of("kpi accept", Role.USER),
      of("compare", Role.VIEWER), of("scale show", Role.VIEWER), of("scale plan", Role.VIEWER), of("status", Role.VIEWER), of("logs", Role.VIEWER),
      of("report", Role.USER).looking("--dry-run").reachingFurther("--webhook").by(Way.BY_ITSELF).without("--format"),
      of("rerun", Role.USER).looking("--dry-run").by(Way.FOLLOWED_BY_ITSELF),
      of("bisect", Role.USER).looking("--dry-run", "--list").by(Way.FOLLOWED), of("retrigger", Role.USER).looking("--dry-run").by(Way.FOLLOWED),
      of("install", Role.USER).looking("--dry-run").by(Way.FOLLOWED),
      of("jenkins trigger", Role.USER).by(Way.FOLLOWED).without("--url"), of("jenkins follow", Role.USER).by(Way.FOLLOWED).without("--url"),
      of("jenkins collect", Role.LAB_ADMIN).by(Way.FOLLOWED).without("--url"));

  static List<ForwardedCommand> all() {
    return ALL;
  }

  private static ForwardedCommand of(String words, Role role) {
    return new ForwardedCommand(words, role, Way.AS_TYPED, List.of(), List.of(), List.of());
  }

  private ForwardedCommand by(Way other) {
    return new ForwardedCommand(words, role, other, looks, reachesFurther, withheld);
  }

  private ForwardedCommand looking(String... options) {
    return new ForwardedCommand(words, role, way, List.of(options), reachesFurther, withheld);
  }

  private ForwardedCommand reachingFurther(String option) {
    return new ForwardedCommand(words, role, way, looks, List.of(option), withheld);
  }

  private ForwardedCommand without(String... options) {
    return new ForwardedCommand(words, role, way, looks, reachesFurther, List.of(options));
  }

  /** Its name in an address. */
  String path() {
    return words.replace(' ', '-');
  }

  /** Whether it goes to the server without a word of its own. */
  boolean isAutomatic() {
    return way == Way.AS_TYPED || way == Way.FOLLOWED;
  }

  boolean takesLong() {
    return way == Way.FOLLOWED || way == Way.FOLLOWED_BY_ITSELF;
  }

  /** Find what a command line means, if it is among these. */
  static Optional<ForwardedCommand> meant(ParseResult line) {
    var words = String.join(" ", chain(line).skip(1).map(part -> part.commandSpec().name()).toList());
    return ALL.stream().filter(command -> command.words.equals(words)).findFirst();
  }

  private static Stream<ParseResult> chain(ParseResult line) {
    return Stream.concat(Stream.of(line), line.hasSubcommand() ? chain(line.subcommand()) : Stream.empty());
  }

  /** Return who may do what a command line says. */
  Role role(ParseResult line) {
    return has(line, looks) ? Role.VIEWER : has(line, reachesFurther) ? Role.LAB_ADMIN : role;
  }

  private static boolean has(ParseResult line, List<String> options) {
    return chain(line).anyMatch(part -> options.stream().anyMatch(option -> part.hasMatchedOption(option) && !Boolean.FALSE.equals(part.matchedOptionValue(option, Boolean.TRUE))));
  }

  /** Name what a command line says that the server does not take: files are its own, and so are its lab and its database. */
  Optional<String> refused(ParseResult line) {
    return chain(line).flatMap(part -> Stream.concat(
        part.matchedOptions().stream().filter(option -> !isTaken(option)).map(option -> option.longestName().equals("--milestone") ? "--policy with a file" : option.longestName()),
        part.matchedPositionals().stream().filter(this::isPlace).map(ArgSpec::paramLabel))).findFirst();
  }

  private boolean isTaken(OptionSpec option) {
    return OF_FORM.contains(option.longestName()) || !isPlace(option) && !isOfAll(option) && !withheld.contains(option.longestName()) && !isFileOfPolicy(option);
  }

  private boolean isPlace(ArgSpec argument) {
    return Path.class.isAssignableFrom(argument.type())
        || URI.class.isAssignableFrom(argument.type()) && !(argument instanceof OptionSpec option && reachesFurther.contains(option.longestName()));
  }

  /** Lab, database and data folder. */
  private static boolean isOfAll(OptionSpec option) {
    return option.inherited() || List.of("--lab", "--db-url", "--db-user", "--data-dir").contains(option.longestName());
  }

  private static boolean isFileOfPolicy(OptionSpec option) {
    return List.of(option.names()).contains("--policy") && option.getValue() instanceof String name && (name.contains("/") || name.contains("."));
  }
}
