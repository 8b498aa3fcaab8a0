package dev.assay.testkit;

/** What a guest calls its present boot; it changes with every boot, and with nothing else. */
public record BootId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
