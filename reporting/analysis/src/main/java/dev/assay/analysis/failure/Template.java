package dev.assay.analysis.failure;

import java.util.ArrayList;
import java.util.List;

/** The words that messages of one kind have in common; {@code <*>} stands where they differ. */
public record Template(List<String> tokens) {

  public static final String ANY = "<*>";

  public Template {
    tokens = List.copyOf(tokens);
  }

  /** Return the share of words that a message has in common with this; messages of another length have none. */
  double similarity(List<String> message) {
    if (message.size() != tokens.size() || tokens.isEmpty()) {
      return 0;
    }
    int same = 0;
    for (int i = 0; i < tokens.size(); i++) {
      same += tokens.get(i).equals(message.get(i)) ? 1 : 0;
    }
    return same / (double) tokens.size();
  }

  /** Widen this so that it fits the message too. */
  Template with(List<String> message) {
    var merged = new ArrayList<String>();
    for (int i = 0; i < tokens.size(); i++) {
      merged.add(tokens.get(i).equals(message.get(i)) ? tokens.get(i) : ANY);
    }
    return new Template(merged);
  }

  public String text() {
    return String.join(" ", tokens);
  }
}
