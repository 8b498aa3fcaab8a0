package dev.assay.config;

/**
 * One thing that is wrong in a file.
 *
 * @param file as the user named it
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1
 * @param message what was found and what was expected
 */
public record Problem(String file, int line, int column, String message) implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** Return it as compilers do, so that editors can jump there: {@code lab.yaml:12:5: unknown key 'memroy'}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
