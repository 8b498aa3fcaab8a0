package dev.assay.simulator.shell;

import java.util.ArrayList;
import java.util.List;

/** Splits a line of the Bourne shell into words and operators, with its quoting; expansions are refused, not ignored. */
final class CommandLine {

  private static final List<String> OPERATORS = List.of("2>&1", "2>>", "2>", "&&", "||", ">>", ">", "<", "|", ";", "\n");

  /** A word, or an operator such as {@code &&}. */
  record Token(String text, boolean operator) {
    boolean is(String wanted) {
      return operator && text.equals(wanted);
    }
  }

  private final String line;
  private final List<Token> tokens = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandLine(String line) {
    this.line = line;
  }

  static List<Token> split(String line) {
    var splitter = new CommandLine(line);
    while (splitter.at < line.length()) {
      splitter.step();
    }
    splitter.endWord();
    return splitter.tokens;
  }

  private void step() {
    char c = line.charAt(at);
    var operator = operatorHere();
    if (!operator.isEmpty()) {
      endWord();
      tokens.add(new Token(operator.equals("\n") ? ";" : operator, true));
      at += operator.length();
    } else if (c == ' ' || c == '\t') {
      endWord();
      at++;
    } else if (c == '\'') {
      quoted();
    } else if (c == '"') {
      doubleQuoted();
    } else if (c == '\\' && at + 1 < line.length()) {
      add(line.charAt(at + 1));
      at += 2;
    } else {
      add(plain(c));
      at++;
    }
  }

  private String operatorHere() {
    for (var operator : OPERATORS) {
      // A digit before > is a descriptor only where a word could begin.
      if (line.startsWith(operator, at) && !(operator.startsWith("2") && inWord)) {
        return operator;
      }
    }
    return "";
  }

  private void quoted() {
    int end = closing('\'');
    line.substring(at + 1, end).chars().forEach(c -> add((char) c));
    inWord = true;
    at = end + 1;
  }

  private void doubleQuoted() {
    int end = closing('"');
    for (int i = at + 1; i < end; i++) {
      boolean escaped = line.charAt(i) == '\\' && "\\\"$`".indexOf(line.charAt(i + 1)) >= 0;
      add(escaped ? line.charAt(++i) : plain(line.charAt(i)));
    }
    inWord = true;
    at = end + 1;
  }

  private int closing(char quote) {
    for (int i = at + 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\' && quote == '"') {
        i++;
      } else if (line.charAt(i) == quote) {
        return i;
      }
    }
    throw new CommandFailed(2, "sh: unterminated quoted string");
  }

  private static char plain(char c) {
    if (c == '$' || c == '`') {
      throw new CommandFailed(2, "sh: expansion with '" + c + "' is not simulated");
    }
    return c;
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      tokens.add(new Token(word.toString(), false));
      word.setLength(0);
      inWord = false;
    }
  }
}
