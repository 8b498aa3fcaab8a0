package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.XapiException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a toolstack does when it starts: make the records true again, plug its storage, and enable its host. */
final class HostBoot {

  /** After this without a heartbeat a slave counts as dead; source: the product's default. */
  private static final Duration ASSUMED_DEAD = Duration.ofMinutes(10);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private HostBoot() {}

  static void run(HostToolstack host) {
    host.stopWaiting();
    if (host.isMaster() || reachesMaster(host)) {
      bringBack(host);
    } else {
      host.doors().log("xensource.log", whyItWaits(host) + ": waiting");
      waitForMaster(host);
    }
  }

  private static String whyItWaits(HostToolstack host) {
    return isNewerThanItsMaster(host)
        ? "the master is of " + host.pool().master().system().release().version() + ", which is older than this host's " + host.system().release().version()
        : "cannot contact master at " + host.pool().master().address();
  }

  /**
   * A slave without its master is in emergency mode: it answers only local logins until the master is back. Then it makes
   * its records true, whatever they say: when both lost power at once, nobody has taken down yet that the slave was gone.
   */
  private static void waitForMaster(HostToolstack host) {
    host.waitFor(RETRY, () -> {
      if (reachesMaster(host)) {
        bringBack(host);
      } else {
        waitForMaster(host);
      }
    });
  }

  private static boolean reachesMaster(HostToolstack host) {
    var master = host.pool().master();
    return master.isUp() && host.doors().network().reaches(master.address()) && !isNewerThanItsMaster(host);
  }

  /** A slave knows nothing of what a master of an older release says; so masters are upgraded first. */
  private static boolean isNewerThanItsMaster(HostToolstack host) {
    return host.system().release().version().compareTo(host.pool().master().system().release().version()) > 0;
  }

  private static void bringBack(HostToolstack host) {
    var record = host.record();
    if (!Placement.version(record).equals(host.system().release().version()) || !record.map("software_version").get("build_number").equals(host.system().release().buildNumber())) {
      FirstBoot.describeSoftware(host, record);
    }
    forgetDomains(host);
    if (host.isMaster()) {
      failTasks(host);
    }
    record.target("metrics").ifPresent(metrics -> metrics
        .set("live", true).set("last_updated", host.now()).set("memory_free", host.doors().resources().freeMemory().count()));
    record.putInto("other_config", "agent_start_time", host.now().getEpochSecond() + ".");
    record.putInto("other_config", "boot_time", host.now().getEpochSecond() + ".");
    record.putInto("software_version", "network_backend", host.doors().bridged() ? "bridge" : "openvswitch");
    Processors.describe(host);
    RollingUpgrade.detect(host.pool());
    record.targets("PBDs").forEach(pbd -> plug(host, pbd));
    if (record.targets("PBDs").stream().anyMatch(pbd -> !pbd.flag("currently_attached"))) {
      Notes.leave(host.pool(), "PBD_PLUG_FAILED_ON_SERVER_START", record, "");
    }
    record.set("enabled", host.isFirstBoot() || !host.doors().defects().has(Defect.HOST_STAYS_DISABLED));
    host.note("host.enabled", Map.of());
  }

  /** Whatever the records say ran here is not there any more, unless the hypervisor has it. */
  private static void forgetDomains(HostToolstack host) {
    host.record().targets("resident_VMs").stream()
        .filter(vm -> !vm.flag("is_control_domain") && host.running().of(vm).isEmpty())
        .forEach(vm -> VmStates.withoutDomain(host.pool(), vm, "Halted"));
    host.pool().database().all("VM").forEach(vm -> vm.map("current_operations").keySet().stream()
        .filter(task -> host.pool().database().find(task).isEmpty())
        .forEach(task -> vm.removeFrom("current_operations", task)));
  }

  /** What was under way when the master went down has failed. */
  private static void failTasks(HostToolstack host) {
    host.pool().database()
        .where("task", task -> task.text("status").equals("pending") && task.text("name_label").contains("."))
        .filter(task -> host.underway().stream().noneMatch(work -> work.task() == task))
        .forEach(task -> task
            .set("status", "failure").set("error_info", List.of("INTERNAL_ERROR", "The toolstack was restarted"))
            .set("progress", 1.0).set("finished", host.now()));
  }

  private static void plug(HostToolstack host, Entity pbd) {
    try {
      pbd.set("currently_attached", false);
      Storage.plug(host, pbd);
    } catch (XapiException e) {
      host.doors().log("SMlog", "plugging PBD " + pbd.uuid() + ": " + e.getMessage());
    }
  }

  /** The host is gone; when it is a slave, its master finds out by its silence. */
  static void lost(HostToolstack host) {
    var record = host.record();
    if (host.isMaster()) {
      return;
    }
    host.doors().time().schedule(ASSUMED_DEAD, () -> {
      if (!record.deleted && (!host.isUp() || isNewerThanItsMaster(host))) {
        record.target("metrics").ifPresent(metrics -> metrics.set("live", false));
        record.set("enabled", false);
      }
    });
  }
}
