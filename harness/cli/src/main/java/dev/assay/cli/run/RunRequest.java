package dev.assay.cli.run;

import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.inventory.need.Constraint;
import dev.assay.judge.Judge;
import dev.assay.store.RunHeader;
import dev.assay.testkit.Quantities;
import dev.assay.testkit.plan.Suites;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a run is asked to do; together with the lab file it decides everything that happens.
 *
 * @param suite its name
 * @param build its name; empty for the lab's default
 * @param seed empty for the lab's own
 * @param defects seeded defects of the simulated product
 * @param faults what goes wrong in the simulated lab by itself
 * @param only patterns of case names; empty for all
 * @param where what each host must satisfy beyond what the cases need, in the inventory's language; blank for nothing
 * @param parallel how many benches of a kind work at once
 * @param owner for whom
 * @param rerunOf the run whose cases it tries again, if any
 * @param sizes the numbers that the suite works with
 */
public record RunRequest(
    String suite,
    Optional<String> build,
    Path labFile,
    OptionalLong seed,
    List<String> defects,
    List<String> faults,
    List<String> only,
    String where,
    int parallel,
    int priority,
    String owner,
    Optional<RunId> rerunOf,
    Quantities sizes) {

  /** The name of the option that says which run is tried again. */
  public static final String RERUN_OF = "rerun-of";

  private static final String SIZES = "sizes";
  private static final String WHERE = "where";

  /** A resumed run has waited its turn already. */
  private static final int RESUME_PRIORITY = 2;

  private static final String SEPARATOR = " ";

  public RunRequest {
    defects = List.copyOf(defects);
    faults = List.copyOf(faults);
    only = List.copyOf(only);
    if (parallel < 1 || parallel > 64) {
      throw new AssayException.Usage("running with --parallel " + parallel + ": it is a number from 1 to 64");
    }
    if (priority < 1 || priority > 9) {
      throw new AssayException.Usage("running with --priority " + priority + ": it is a number from 1 (first) to 9 (last)");
    }
  }

  /** Ask for a run in the sizes that the environment names. */
  public RunRequest(
      String suite, Optional<String> build, Path labFile, OptionalLong seed, List<String> defects, List<String> faults, List<String> only, int parallel, int priority,
      String owner, Optional<RunId> rerunOf) {
    this(suite, build, labFile, seed, defects, faults, only, "", parallel, priority, owner, rerunOf, Quantities.parse(System.getenv().getOrDefault(Suites.SIZES, "")));
  }

  /** Ask for the same in other sizes. */
  public RunRequest sized(Quantities numbers) {
    return new RunRequest(suite, build, labFile, seed, defects, faults, only, where, parallel, priority, owner, rerunOf, numbers);
  }

  /** Ask for the same on hosts that satisfy this, too. */
  public RunRequest where(String constraint) {
    return new RunRequest(
        suite, build, labFile, seed, defects, faults, only, Constraint.parse(constraint).toString(), parallel, priority, owner, rerunOf, sizes);
  }

  /** Return what is stored with the run besides its suite, build, lab and seed. */
  SequencedMap<String, String> options() {
    var options = new TreeMap<String, String>();
    put(options, "defects", String.join(SEPARATOR, defects));
    put(options, "faults", String.join(SEPARATOR, faults));
    put(options, Judge.SELECTION, String.join(SEPARATOR, only));
    put(options, WHERE, where);
    put(options, "parallel", parallel == 1 ? "" : Integer.toString(parallel));
    put(options, RERUN_OF, rerunOf.map(RunId::value).orElse(""));
    put(options, SIZES, sizes.text());
    return options;
  }

  private static void put(SequencedMap<String, String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.put(name, value);
    }
  }

  /** Return the request that a stored run was made with. */
  static RunRequest ofStored(RunHeader header) {
    var options = header.options();
    return new RunRequest(
        header.suite().value(), Optional.of(header.build().id().value()), Path.of(header.labFile()), OptionalLong.of(header.seed()),
        words(options.getOrDefault("defects", "")), words(options.getOrDefault("faults", "")), words(options.getOrDefault(Judge.SELECTION, "")),
        options.getOrDefault(WHERE, ""), Integer.parseInt(options.getOrDefault("parallel", "1")), RESUME_PRIORITY, header.owner(),
        Optional.ofNullable(options.get(RERUN_OF)).map(RunId::of), Quantities.parse(options.getOrDefault(SIZES, "")));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : Arrays.asList(text.split(SEPARATOR));
  }

  /** Return the command that repeats this with this build and seed. */
  String replay(String buildName, long seedUsed, boolean exampleLab) {
    var command = new StringBuilder(sizes.equals(Quantities.USUAL) ? "" : Suites.SIZES + "=" + sizes.text() + " ").append("./assay run ").append(suite).append(" --build ").append(buildName).append(" --seed ").append(seedUsed);
    if (!exampleLab) {
      command.append(" --lab ").append(quoted(labFile.toString()));
    }
    defects.forEach(defect -> command.append(" --with-defect ").append(defect));
    faults.forEach(fault -> command.append(" --with-fault ").append(quoted(fault)));
    only.forEach(pattern -> command.append(" --only ").append(quoted(pattern)));
    if (!where.isBlank()) {
      command.append(" --where ").append(quoted(where));
    }
    if (parallel > 1) {
      command.append(" --parallel ").append(parallel);
    }
    return command.toString();
  }

  private static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
