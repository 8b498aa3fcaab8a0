package dev.assay.xapi.table;

/** Who may set a field, and when. */
public enum Access {
  /** Set by the server alone. */
  READ_ONLY_RUNTIME("RO/runtime"),
  /** Given when the object is created, fixed from then on. */
  READ_ONLY_CONSTRUCTOR("RO/constructor"),
  READ_WRITE("RW");

  private final String symbol;

  Access(String symbol) {
    this.symbol = symbol;
  }

  static Access of(String symbol) {
    for (var access : values()) {
      if (access.symbol.equals(symbol)) {
        return access;
      }
    }
    throw new IllegalArgumentException("no access '" + symbol + "'");
  }

  /** Say whether a {@code create} call takes the field from its record. */
  public boolean givenAtCreation() {
    return this != READ_ONLY_RUNTIME;
  }
}
