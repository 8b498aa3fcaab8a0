package dev.assay.xapi.client;

import dev.assay.core.AssayException;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import java.util.List;

/** Who logs in. Never shows the password. */
record Credentials(String user, String password) {

  private static final String API_VERSION = "1.0";
  private static final String ORIGINATOR = "assay";
  private static final int REDIRECTIONS_LIMIT = 3;

  /** Log in, following slaves to their master. */
  Login login(Transport first, MasterResolver masters) {
    var transport = first;
    for (int i = 0; i <= REDIRECTIONS_LIMIT; i++) {
      try {
        return new Login(transport, session(transport));
      } catch (XapiException e) {
        transport = masters.transportTo(Redirection.addressIn(e).orElseThrow(() -> e));
      }
    }
    throw new AssayException.Lab("logging in as " + user + ": sent on from slave to slave " + REDIRECTIONS_LIMIT
        + " times; the pool does not agree who its master is");
  }

  private String session(Transport transport) {
    try {
      return (String) transport.call("session.login_with_password", List.of(user, password, API_VERSION, ORIGINATOR));
    } catch (XapiException e) {
      if (!e.code().equals("MESSAGE_PARAMETER_COUNT_MISMATCH")) {
        throw e;
      }
      // Before release clearwater nobody asked who originates a session.
      return (String) transport.call("session.login_with_password", List.of(user, password, API_VERSION));
    }
  }

  @Override
  public String toString() {
    return user;
  }
}
