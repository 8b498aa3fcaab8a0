package dev.assay.inventory.need;

import dev.assay.core.AssayException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A text cut into words, read from left to right; errors show where they are. */
final class Words {

  private static final Pattern WORD = Pattern.compile("\\s*(?:'([^']*)'|\"([^\"]*)\"|([A-Za-z0-9_.:*?/-]+)|(>=|<=|==|!=|[><=(),;]))");
  private static final int LIMIT = 4_000;

  private final String what;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  /** One word: what it says, whether it was quoted or is a sign, and where it stands. */
  record Token(String text, boolean quoted, boolean sign, int start, int end) {
    boolean is(String word) {
      return !quoted && text.equals(word);
    }
  }

  Words(String what, String text) {
    this.what = what;
    this.text = text;
    if (text.length() > LIMIT) {
      throw new AssayException.Usage("reading a " + what + ": it has " + text.length() + " characters, more than " + LIMIT);
    }
    var matcher = WORD.matcher(text);
    int at = 0;
    while (at < text.stripTrailing().length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        int place = at + (int) text.substring(at).chars().takeWhile(Character::isWhitespace).count();
        var open = text.charAt(place) == '\'' || text.charAt(place) == '"';
        throw error(open ? "a quote that is not closed" : "a character that has no meaning here", place, open ? text.length() : place + 1);
      }
      boolean quoted = matcher.group(1) != null || matcher.group(2) != null;
      var word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
      int start = at + (int) text.substring(at).chars().takeWhile(Character::isWhitespace).count();
      tokens.add(new Token(word, quoted, matcher.group(4) != null, start, matcher.end()));
      at = matcher.end();
    }
  }

  boolean atEnd() {
    return next == tokens.size();
  }

  /** Return the next word; at the end a blank one that stands behind the text. */
  Token peek() {
    return atEnd() ? new Token("", false, true, text.length(), text.length() + 1) : tokens.get(next);
  }

  Token take() {
    var token = peek();
    next++;
    return token;
  }

  /** Take the next word if it is this one. */
  boolean takes(String word) {
    if (!atEnd() && peek().is(word)) {
      next++;
      return true;
    }
    return false;
  }

  void require(String word) {
    if (!takes(word)) {
      throw expected("'" + word + "'");
    }
  }

  AssayException.Usage expected(String expectation) {
    return error((atEnd() ? "the text ends" : "found '" + peek().text() + "'") + ", expected " + expectation, peek());
  }

  AssayException.Usage error(String problem, Token at) {
    return error(problem, at.start(), at.end());
  }

  private AssayException.Usage error(String problem, int start, int end) {
    var line = text.replaceAll("\\s", " ");
    return new AssayException.Usage("reading a " + what + ", column " + (start + 1) + ": " + problem + "\n  " + line + "\n  " + " ".repeat(start)
        + "^".repeat(Math.max(1, end - start)));
  }
}
