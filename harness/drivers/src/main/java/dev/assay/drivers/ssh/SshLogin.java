package dev.assay.drivers.ssh;

import dev.assay.drivers.Account;

/** How to log in; secrets never show when it is printed. */
public sealed interface SshLogin {

  String user();

  record ByPassword(Account account) implements SshLogin {
    @Override
    public String user() {
      return account.user();
    }
  }

  /**
   * A private key in OpenSSH or PEM form, without a passphrase.
   *
   * @param privateKey the file's content
   */
  record ByKey(String user, String privateKey) implements SshLogin {
    @Override
    public String toString() {
      return "key of " + user;
    }
  }

  static SshLogin byPassword(String user, String password) {
    return new ByPassword(new Account(user, password));
  }
}
