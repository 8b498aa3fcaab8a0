package dev.assay.testkit;

import dev.assay.core.HostId;
import java.util.List;

/** What a slave whose master does not answer still listens to: root of its own. */
record EmergencyDoor(Bench bench, HostId slave) {

  void becomeMaster() {
    var door = bench.machine(slave).xapi();
    var session = door.call("session.slave_local_login_with_password", List.of("root", bench.access().rootPassword(slave)));
    door.call("pool.emergency_transition_to_master", List.of(session));
  }
}
