package dev.assay.inventory;

/**
 * A reference to a secret ({@code env:NAME} or {@code file:/path}); the secret itself is read only when used, and never
 * printed, logged or stored. A simulated lab's well-known password is written as {@code simulated}.
 */
public record Secret(String reference) {

  @Override
  public String toString() {
    return "secret " + reference;
  }
}
