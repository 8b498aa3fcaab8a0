package dev.assay.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * An answer made of rows with named columns.
 *
 * <p>A column's name is written as people read it ({@code last good install}); JSON calls it {@code lastGoodInstall}.
 * Cells are text, numbers, booleans, or lists of them.
 */
public final class Rows {

  private final List<String> columns;
  private final List<List<Object>> rows = new ArrayList<>();

  public Rows(String... columns) {
    this.columns = List.of(columns);
  }

  public Rows add(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException("a row of " + cells.length + " cells in a table of " + columns.size() + " columns");
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> columns() {
    return columns;
  }

  List<List<Object>> rows() {
    return rows;
  }

  /** Return each row as a map by JSON name, in column order. */
  public List<SequencedMap<String, Object>> asMaps() {
    return rows.stream().map(this::asMap).toList();
  }

  private SequencedMap<String, Object> asMap(List<Object> row) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < row.size(); i++) {
      map.put(jsonName(columns.get(i)), row.get(i));
    }
    return map;
  }

  /** Make the name that JSON has for a column. */
  public static String jsonName(String column) {
    var words = column.strip().split("[ -]+");
    var name = new StringBuilder(words[0].toLowerCase(Locale.ROOT));
    for (int i = 1; i < words.length; i++) {
      name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
    }
    return name.toString();
  }
}
