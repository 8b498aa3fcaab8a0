package dev.assay.drivers;

/** A user name with its password, which never shows when the account is printed. */
public record Account(String user, String password) {

  @Override
  public String toString() {
    return "account " + user;
  }
}
