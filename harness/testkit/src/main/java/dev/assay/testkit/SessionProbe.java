package dev.assay.testkit;

import dev.assay.xapi.XapiException;
import java.util.List;

/** Looks what becomes of sessions. The client's own would log in again, so this one calls past it. */
record SessionProbe(Toolstack toolstack) {

  boolean staysAfterLogout() {
    var session = toolstack.login(toolstack.bench().access().rootPassword(toolstack.master()));
    var transport = session.transport();
    var id = session.id();
    session.close();
    try {
      transport.call("pool.get_all", List.of(id));
      return true;
    } catch (XapiException e) {
      if (e.code().equals("SESSION_INVALID")) {
        return false;
      }
      throw e;
    }
  }
}
