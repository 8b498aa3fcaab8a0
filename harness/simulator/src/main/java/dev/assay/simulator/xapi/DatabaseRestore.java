package dev.assay.simulator.xapi;

import java.util.HashSet;
import java.util.List;

/**
 * Puts a pool's database back as a file has it, then has the master start again, as after every restore. Disks are not in the
 * file: a VDI whose volume is gone is missing, and a volume that the file does not know is found by the next scan.
 */
final class DatabaseRestore {

  private DatabaseRestore() {}

  /**
   * Restore, or only look whether that could be done.
   *
   * @param only whether to look only
   */
  static void restore(HostToolstack master, String file, boolean only) {
    var rows = rowsOf(master, file);
    check(master, rows);
    if (!only) {
      putBack(master, rows);
      master.doors().reboot();
    }
  }

  /** Have a pool know again what it knew when this was written, while its master does not run. */
  static void putBack(HostToolstack master, String file) {
    putBack(master, rowsOf(master, file));
  }

  private static List<DatabaseFile.Row> rowsOf(HostToolstack master, String file) {
    return DatabaseFile.read(file).stream().filter(row -> master.schemas().table().classes().stream().anyMatch(type -> type.name().equals(row.type()))).toList();
  }

  private static void putBack(HostToolstack master, List<DatabaseFile.Row> rows) {
    var database = master.pool().database();
    var kept = new HashSet<String>();
    for (var row : rows) {
      kept.add(row.ref());
      database.find(row.ref()).orElseGet(() -> database.adopt(row.type(), row.ref(), row.fields().getOrDefault("uuid", "")));
    }
    rows.forEach(row -> fill(database.get(row.type(), row.ref()), row));
    rows.stream().map(DatabaseFile.Row::type).distinct().forEach(type -> database.all(type).stream()
        .filter(object -> !kept.contains(object.ref()))
        .forEach(database::delete));
    master.note("database.restored", java.util.Map.of("objects", String.valueOf(rows.size())));
  }

  /** The file must be of this pool's hosts: a master that is not in it could not find itself afterwards. */
  private static void check(HostToolstack master, List<DatabaseFile.Row> rows) {
    boolean ours = rows.stream().anyMatch(row -> row.ref().equals(master.record().ref()));
    if (!ours) {
      throw Refusal.of("RESTORE_TARGET_MISSING_DEVICE", master.record().uuid());
    }
  }

  private static void fill(Entity object, DatabaseFile.Row row) {
    for (int i = 0; i < object.schema().size(); i++) {
      var field = object.schema().fieldAt(i);
      var text = row.fields().get(field.name());
      boolean own = List.of("uuid", "allowed_operations", "current_operations").contains(field.name());
      if (text != null && !own) {
        object.set(field.name(), DatabaseFile.value(field.type(), text));
      }
    }
  }
}
