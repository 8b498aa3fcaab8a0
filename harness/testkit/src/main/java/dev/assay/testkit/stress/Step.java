package dev.assay.testkit.stress;

import dev.assay.core.AssayException;
import dev.assay.testkit.nemesis.Fault;
import dev.assay.testkit.nemesis.Faults;
import java.util.List;

/** One thing that a script says: an operation on a guest, or a fault of a host. */
public sealed interface Step {

  /** Return whom it is about: {@code guest-3} or {@code host-2}. */
  String subject();

  /** Write it as {@link #parse} reads it. */
  String text();

  /**
   * An operation.
   *
   * @param guest counted from 1
   * @param host the destination, counted from 1; 0 for an operation without
   * @param refused whether it is tried although the product does not allow it, and must be refused
   */
  record Operate(Word word, int guest, int host, boolean refused) implements Step {

    @Override
    public String subject() {
      return "guest-" + guest;
    }

    @Override
    public String text() {
      return (refused ? "!" : "") + word + " " + subject() + (host > 0 ? " host-" + host : "");
    }
  }

  /**
   * A fault.
   *
   * @param host counted from 1, the master first
   */
  record Strike(Fault fault, int host) implements Step {

    @Override
    public String subject() {
      return "host-" + host;
    }

    @Override
    public String text() {
      return fault.name() + " " + subject();
    }
  }

  /**
   * Read one.
   *
   * @throws AssayException.Usage saying what is wrong with it
   */
  static Step parse(String text) {
    var words = List.of(text.strip().split("\\s+"));
    if (words.size() == 2 && words.get(1).startsWith("host-")) {
      return new Strike(Faults.named(words.get(0)), number(words.get(1), "host-", text));
    }
    if (words.size() < 2 || words.size() > 3) {
      throw new AssayException.Usage("reading a script: '" + text.strip() + "' is neither an operation on a guest nor a fault of a host");
    }
    boolean refused = words.getFirst().startsWith("!");
    var word = Word.of(refused ? words.getFirst().substring(1) : words.getFirst());
    int host = words.size() == 3 ? number(words.get(2), "host-", text) : 0;
    if (word.hasDestination() != host > 0) {
      throw new AssayException.Usage("reading a script: '" + text.strip() + "' " + (host > 0 ? "needs no host" : "does not say to which host"));
    }
    return new Operate(word, number(words.get(1), "guest-", text), host, refused);
  }

  private static int number(String word, String prefix, String text) {
    if (!word.matches(prefix + "[1-9]\\d{0,3}")) {
      throw new AssayException.Usage("reading a script: in '" + text.strip() + "', '" + word + "' is not like " + prefix + "1");
    }
    return Integer.parseInt(word.substring(prefix.length()));
  }
}
