package dev.assay.xapi.model;

/** Whether a VM runs. */
public enum PowerState implements WireWord {
  HALTED("Halted"),
  PAUSED("Paused"),
  RUNNING("Running"),
  SUSPENDED("Suspended"),
  /** A word that this version of Assay does not know. */
  UNRECOGNIZED("");

  private final String word;

  PowerState(String word) {
    this.word = word;
  }

  public static PowerState of(String word) {
    return WireWord.find(values(), word).orElse(UNRECOGNIZED);
  }

  @Override
  public String word() {
    return word;
  }
}
