package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is needed to play a stress run again on a simulated lab: what stood there, and what was done. As text it is
 * lines {@code name: value}, an empty line, and a line per round.
 *
 * @param lab the name of the lab
 * @param defects labels of the defects that the simulated product carried
 * @param hosts the pool's hosts, the master first
 * @param storage kinds of shared storage that the pool had
 * @param found what was wrong when it was played
 */
public record Script(
    String lab,
    String build,
    long seed,
    List<String> defects,
    List<HostId> hosts,
    List<String> storage,
    int guests,
    String found,
    List<Round> rounds) {

  private static final String TITLE = "# assay stress script; play it with: assay suite replay FILE";

  public Script {
    defects = List.copyOf(defects);
    hosts = List.copyOf(hosts);
    storage = List.copyOf(storage);
    rounds = List.copyOf(rounds);
  }

  public Script with(List<Round> other) {
    return new Script(lab, build, seed, defects, hosts, storage, guests, found, other);
  }

  public Script finding(String what) {
    return new Script(lab, build, seed, defects, hosts, storage, guests, what.lines().findFirst().orElse(""), rounds);
  }

  public String render() {
    var text = new StringBuilder(TITLE).append('\n');
    header().forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    text.append('\n');
    rounds.forEach(round -> text.append(round.text()).append('\n'));
    return text.toString();
  }

  private Map<String, String> header() {
    var header = new LinkedHashMap<String, String>();
    header.put("lab", lab);
    header.put("build", build);
    header.put("seed", Long.toString(seed));
    header.put("defects", String.join(" ", defects));
    header.put("hosts", String.join(" ", hosts.stream().map(HostId::value).toList()));
    header.put("storage", String.join(" ", storage));
    header.put("guests", Integer.toString(guests));
    header.put("found", found);
    return header;
  }

  /**
   * Read what {@link #render} wrote.
   *
   * @throws AssayException.Usage saying what is wrong, and in which line
   */
  public static Script parse(String text) {
    var header = new LinkedHashMap<String, String>();
    var rounds = new ArrayList<Round>();
    boolean inHeader = true;
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      try {
        if (line.isBlank()) {
          inHeader = header.isEmpty();
        } else if (line.startsWith("#")) {
          continue;
        } else if (inHeader) {
          var parts = line.split(":", 2);
          header.put(parts[0].strip(), parts.length == 2 ? parts[1].strip() : "");
        } else {
          rounds.add(Round.parse(line));
        }
      } catch (AssayException.Usage e) {
        throw new AssayException.Usage("line " + number + ": " + e.getMessage());
      }
    }
    return of(header, rounds);
  }

  private static Script of(Map<String, String> header, List<Round> rounds) {
    return new Script(demand(header, "lab"), demand(header, "build"), number(header, "seed"), words(header, "defects"),
        words(header, "hosts").stream().map(HostId::of).toList(), words(header, "storage"), (int) number(header, "guests"),
        header.getOrDefault("found", ""), rounds);
  }

  private static List<String> words(Map<String, String> header, String name) {
    return demandPresent(header, name).isBlank() ? List.of() : List.of(demandPresent(header, name).split("\\s+"));
  }

  private static long number(Map<String, String> header, String name) {
    var text = demand(header, name);
    if (!text.matches("-?\\d{1,18}")) {
      throw new AssayException.Usage("reading a script: its " + name + " '" + text + "' is no number");
    }
    return Long.parseLong(text);
  }

  private static String demand(Map<String, String> header, String name) {
    var value = demandPresent(header, name);
    if (value.isBlank()) {
      throw new AssayException.Usage("reading a script: its " + name + " is empty");
    }
    return value;
  }

  private static String demandPresent(Map<String, String> header, String name) {
    var value = header.get(name);
    if (value == null) {
      throw new AssayException.Usage("reading a script: it has no line '" + name + ": ...' at its head");
    }
    return value;
  }
}
