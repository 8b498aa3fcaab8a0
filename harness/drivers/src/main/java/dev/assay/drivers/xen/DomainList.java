package dev.assay.drivers.xen;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what {@code xl list -v} prints, and its shorter sister {@code xl list}. */
final class DomainList {

  /** Names may hold spaces; what follows them never does. */
  private static final Pattern ROW = Pattern.compile(
      "(?<name>.*\\S)\\s+(?<id>\\d+)\\s+(?<memory>\\d+)\\s+(?<vcpus>\\d+)\\s+(?<state>[rbpscd-]{6})\\s+(?<time>\\d+\\.\\d)(\\s+(?<uuid>[0-9a-f-]{36})\\b.*)?");

  /** A domain that is being torn down has no name any more. */
  private static final Pattern NAMELESS = Pattern.compile("\\s+\\d+\\s+.*");

  private DomainList() {}

  static List<Domain> parse(String printed) {
    var lines = printed.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || !lines.getFirst().startsWith("Name ")) {
      throw new AssayException.Lab("reading 'xl list': it printed no table but '" + lines.stream().findFirst().orElse("") + "'; does the host run Xen?");
    }
    return lines.stream().skip(1).filter(line -> !NAMELESS.matcher(line).matches()).map(DomainList::row).toList();
  }

  private static Domain row(String line) {
    var row = ROW.matcher(line);
    if (!row.matches()) {
      throw new AssayException.Lab("reading 'xl list': cannot make out the row '" + line + "'");
    }
    var uuid = row.group("uuid");
    return new Domain(Integer.parseInt(row.group("id")), row.group("name"), Bytes.mib(Long.parseLong(row.group("memory"))),
        Integer.parseInt(row.group("vcpus")), row.group("state"), Duration.ofMillis(Math.round(Double.parseDouble(row.group("time")) * 1000)),
        uuid == null ? "" : uuid);
  }
}
