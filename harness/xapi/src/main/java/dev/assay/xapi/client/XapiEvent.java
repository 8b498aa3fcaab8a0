package dev.assay.xapi.client;

import dev.assay.xapi.model.Kind;
import dev.assay.xapi.model.Ref;
import dev.assay.xapi.model.WireWord;
import dev.assay.xapi.model.XapiRecord;
import java.util.Optional;

/**
 * One object came, changed, or went. Servers send one event per object, with its latest state.
 *
 * @param className as on the wire elsewhere ({@code VM}), not in the lower case that events use
 * @param snapshot the object's record; absent when it went
 */
public record XapiEvent(String id, String className, Operation operation, String ref, Optional<XapiRecord> snapshot) {

  public enum Operation implements WireWord {
    ADDED("add"),
    MODIFIED("mod"),
    DELETED("del"),
    /** A word that this version of Assay does not know. */
    UNRECOGNIZED("");

    private final String word;

    Operation(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  /** Give the object's typed reference if it is of this class. */
  public <R extends Ref> Optional<R> ref(Kind<R> kind) {
    return kind.className().equals(className) ? Optional.of(kind.ref(ref)) : Optional.empty();
  }
}
