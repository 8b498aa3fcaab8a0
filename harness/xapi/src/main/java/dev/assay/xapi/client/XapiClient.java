package dev.assay.xapi.client;

import dev.assay.core.time.Time;
import dev.assay.xapi.Transport;
import dev.assay.xapi.table.ApiTable;

/**
 * Opens sessions; one per program is enough.
 *
 * @param masters where a login or call goes on when the host turns out to be a slave
 */
public record XapiClient(ApiTable table, Time time, MasterResolver masters) {

  /** Make a client that follows no redirects. */
  public static XapiClient of(ApiTable table, Time time) {
    return new XapiClient(table, time, MasterResolver.NONE);
  }

  public XapiClient redirectingBy(MasterResolver resolver) {
    return new XapiClient(table, time, resolver);
  }

  /**
   * Log in, on the master when the host is a slave and the resolver knows the way.
   *
   * @throws dev.assay.xapi.XapiException {@code SESSION_AUTHENTICATION_FAILED} for a wrong password
   * @throws dev.assay.core.AssayException.Lab when the host does not answer, or redirections go in circles
   */
  public XapiSession login(Transport transport, String user, String password) {
    return new XapiSession(this, new Credentials(user, password), transport);
  }
}
