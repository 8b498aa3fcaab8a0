package dev.assay.xapi.model;

/** How far a task is. */
public enum TaskStatus implements WireWord {
  PENDING("pending"),
  SUCCESS("success"),
  FAILURE("failure"),
  CANCELLING("cancelling"),
  CANCELLED("cancelled"),
  /** A word that this version of Assay does not know. */
  UNRECOGNIZED("");

  private final String word;

  TaskStatus(String word) {
    this.word = word;
  }

  public static TaskStatus of(String word) {
    return WireWord.find(values(), word).orElse(UNRECOGNIZED);
  }

  @Override
  public String word() {
    return word;
  }

  /** Say whether it has come to its end, well or not. */
  public boolean isOver() {
    return switch (this) {
      case SUCCESS, FAILURE, CANCELLED -> true;
      case PENDING, CANCELLING, UNRECOGNIZED -> false;
    };
  }
}
