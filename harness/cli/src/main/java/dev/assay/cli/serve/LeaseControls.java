package dev.assay.cli.serve;

import dev.assay.cli.Services;
import dev.assay.core.AssayException;
import dev.assay.core.Need;
import dev.assay.inventory.Claimant;
import dev.assay.inventory.Lease;
import dev.assay.site.access.Principal;
import dev.assay.site.access.Role;
import dev.assay.site.server.ApiCall;
import dev.assay.site.server.ApiReply;
import dev.assay.site.server.ApiRoute;
import dev.assay.site.server.ApiRoute.Member;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls by which people borrow hosts, keep them longer and give them back; a run's hosts come back by cancelling it. */
final class LeaseControls {

  private static final int PRIORITY = 5;
  private static final int WEEK_MINUTES = 10_080;
  private static final String CONTROLLER = "borrowed through the server";

  private final Services services;

  LeaseControls(Services services) {
    this.services = services;
  }

  List<ApiRoute> routes() {
    return List.of(
        ApiRoute.get("/api/v1/leases", Role.VIEWER, "List who holds which hosts, and until when", _ ->
            ApiReply.ok(Map.of("leases", services.leases().live().stream().map(LeaseControls::json).toList()))),
        ApiRoute.post("/api/v1/leases", Role.USER, "Borrow hosts that are free now", this::reserve).taking(
            Member.number("hosts", "how many"), Member.text("hostClass", "of which class"), Member.number("minutes", "for how long"),
            Member.text("why", "what for").needed()),
        ApiRoute.post("/api/v1/leases/{lease}/extend", Role.USER, "Keep borrowed hosts for as long again from now", this::extend),
        ApiRoute.post("/api/v1/leases/{lease}/release", Role.USER, "Give borrowed hosts back", this::release));
  }

  private ApiReply reserve(ApiCall call) {
    var lab = services.syncedLab();
    int hosts = number(call, "hosts", 1, 100, 1);
    int minutes = number(call, "minutes", 1, WEEK_MINUTES, 60);
    var any = Need.of(hosts);
    var need = call.text("hostClass").map(hostClass -> new Need(hosts, any.memory(), any.cpus(), any.sharedStorage(), any.sameClass(), hostClass)).orElse(any);
    var claimant = new Claimant(lab.name(), call.who().name(), call.required("why"), CONTROLLER);
    var reservation = services.leases().request(need, claimant, PRIORITY, Duration.ofMinutes(minutes));
    var granted = services.leases().grant(reservation);
    if (granted.isEmpty()) {
      var why = services.leases().waiting(reservation);
      services.leases().withdraw(reservation);
      throw new AssayException.Capacity("borrowing " + need.describe() + ": none is free now; " + why);
    }
    return ApiReply.created(json(granted.get()), "/");
  }

  private ApiReply extend(ApiCall call) {
    return ApiReply.ok(json(services.leases().heartbeat(own(call))));
  }

  private ApiReply release(ApiCall call) {
    var lease = own(call);
    services.leases().release(lease);
    return ApiReply.ok(Map.of("lease", lease.id().value(), "state", "released"));
  }

  /** People may touch what they borrowed themselves; a lab administrator what anybody borrowed. */
  private Lease own(ApiCall call) {
    var lease = services.leases().live().stream().filter(live -> live.id().value().equalsIgnoreCase(call.path("lease"))).findFirst()
        .orElseThrow(() -> new AssayException.Nothing("looking for lease '" + call.path("lease") + "': it is not live"));
    services.syncedLab();
    if (!lease.claimant().controller().equals(CONTROLLER)) {
      throw new AssayException.Cancelled("touching lease " + lease.id() + ": " + lease.claimant().purpose() + " holds it; cancel the run to have its hosts back");
    }
    if (!isOwner(call.who(), lease)) {
      throw new AssayException.Cancelled("touching lease " + lease.id() + ": " + lease.claimant().owner() + " borrowed it; ask them, or a lab administrator");
    }
    return lease;
  }

  private static boolean isOwner(Principal who, Lease lease) {
    return who.role().covers(Role.LAB_ADMIN) || lease.claimant().owner().equals(who.name());
  }

  private static Map<String, Object> json(Lease lease) {
    var json = new LinkedHashMap<String, Object>();
    json.put("lease", lease.id().value());
    json.put("owner", lease.claimant().owner());
    json.put("purpose", lease.claimant().purpose());
    json.put("hosts", lease.tokens().sequencedKeySet().stream().map(Object::toString).toList());
    json.put("granted", lease.granted().toString());
    json.put("expires", lease.expires().toString());
    return json;
  }

  private static int number(ApiCall call, String name, int least, int most, int otherwise) {
    return call.text(name).map(text -> {
      try {
        int value = Integer.parseInt(text);
        if (value >= least && value <= most) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new AssayException.Usage("reading the request: member '" + name + "' is a whole number, not '" + text + "'");
      }
      throw new AssayException.Usage("reading the request: member '" + name + "' is a number from " + least + " to " + most + ", not " + text);
    }).orElse(otherwise);
  }
}
