package dev.assay.testkit;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import dev.assay.core.run.History;
import dev.assay.core.time.Time;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.client.XapiClient;
import dev.assay.xapi.client.XapiSession;
import dev.assay.xapi.model.HostFields;
import dev.assay.xapi.model.HostRef;
import dev.assay.xapi.model.PbdFields;
import dev.assay.xapi.model.PoolRef;
import dev.assay.xapi.model.SrFields;
import dev.assay.xapi.model.SrRef;
import dev.assay.xapi.model.XapiRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One pool's toolstack as we talk to it: a session on its master, and who its hosts are in the lab. */
public final class Toolstack {

  /** Longer than most operations of a healthy product on our hosts take, by an order of magnitude. */
  private static final Duration OPERATION = Duration.ofMinutes(20);

  /** A case of many hours or days would rather hear that one hangs than give it its share of that. */
  private static final Duration LONG_OPERATION = Duration.ofHours(1);

  private static final String USER = "root";

  private final Bench bench;
  private final XapiClient client;
  private final HostId master;
  private Optional<XapiSession> session = Optional.empty();

  Toolstack(Bench bench, XapiClient client, HostId master) {
    this.bench = bench;
    this.client = client;
    this.master = master;
  }

  public HostId master() {
    return master;
  }

  /** Return the session, logging in first if need be. */
  public XapiSession session() {
    var open = session.orElseGet(() -> login(bench.access().rootPassword(master)));
    session = Optional.of(open);
    return open;
  }

  /** Log in anew as root with some password; the caller closes the session. */
  XapiSession login(String password) {
    return login(USER, password);
  }

  /** Log in anew as somebody; the caller closes the session. */
  XapiSession login(String user, String password) {
    return client.login(bench.machine(master).xapi(), user, password);
  }

  HttpHandlers http() {
    return bench.machine(master).http();
  }

  Bench bench() {
    return bench;
  }

  Time time() {
    return bench.time();
  }

  History history() {
    return bench.history();
  }

  /** Run a message as a task to its end and return what it answers. */
  Object run(String method, Object... arguments) {
    return session().run(limit(), method, arguments);
  }

  /**
   * Return how long an operation may take that begins now: as long as the case may go on without a sign of life, which follows from
   * its limit, but 20 minutes at least and an hour at most. A wait ends before the case does in any event.
   */
  Duration limit() {
    return limit(time().left());
  }

  static Duration limit(Duration patience) {
    if (patience.equals(Time.FOREVER) || patience.compareTo(OPERATION) < 0) {
      return OPERATION;
    }
    return patience.compareTo(LONG_OPERATION) < 0 ? patience : LONG_OPERATION;
  }

  PoolRef pool() {
    return session().callForAll(PoolRef.KIND, "pool.get_all").getFirst();
  }

  /** Find a lab host among the pool's hosts: installation names each as the lab does. */
  public HostRef ref(HostId host) {
    return session().all(HostRef.KIND).entrySet().stream()
        .filter(entry -> is(host, entry.getValue()))
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new AssayException.Product("looking for host " + host + " in the pool of " + master + ": it lists only "
            + session().all(HostRef.KIND).values().stream().map(record -> record.get(HostFields.NAME_LABEL)).toList()));
  }

  HostId id(HostRef ref) {
    var record = session().record(ref);
    return bench.hosts().stream().filter(host -> is(host, record)).findFirst().orElseThrow(() -> new AssayException.Product(
        "looking up " + record.get(HostFields.NAME_LABEL) + ": it is none of the leased hosts " + bench.hosts()));
  }

  private boolean is(HostId host, XapiRecord record) {
    return List.of(record.get(HostFields.NAME_LABEL), record.get(HostFields.HOSTNAME)).contains(host.value())
        || record.get(HostFields.ADDRESS).equals(bench.declared(host).address());
  }

  /** Find the repository on a host's own disk. */
  SrRef localSr(HostRef host) {
    return session().get(HostFields.PBDS, host).stream()
        .map(pbd -> session().get(PbdFields.SR, pbd))
        .filter(sr -> List.of("lvm", "ext").contains(session().get(SrFields.TYPE, sr)))
        .findFirst()
        .orElseThrow(() -> new AssayException.Product("looking for local storage of " + session().get(HostFields.NAME_LABEL, host) + ": it has none"));
  }
}
