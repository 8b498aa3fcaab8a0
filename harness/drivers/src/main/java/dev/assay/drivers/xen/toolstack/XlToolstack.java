package dev.assay.drivers.xen.toolstack;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.time.Time;
import dev.assay.drivers.xen.Xl;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.HttpStatusException;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import dev.assay.xapi.table.ApiTable;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Answers the XenAPI calls that tests make, for one plain Xen host.
 *
 * <p>It is no XAPI: a host is alone in its pool, disks are raw files on its own disk, a clone is a copy, work is done while the call
 * waits (so that a task has ended when its reference comes back), and everybody who may log in by SSH is root. What else XenAPI knows is
 * refused with {@code NOT_IMPLEMENTED}.
 */
public final class XlToolstack implements Transport, HttpHandlers {

  private static final String ASYNC = "Async.";

  private final Identity identity;
  private final ApiTable table;
  private final Xl xl;
  private final Time time;
  private final Tasks tasks = new Tasks();
  private final AtomicLong logins = new AtomicLong();
  private final Function<String, Optional<XlToolstack>> peers;
  private volatile Optional<Loaded> loaded = Optional.empty();

  /** What is made of a host at each login, since it may have been installed anew. */
  private record Loaded(String session, Machinery machinery, Views views, Calls calls, HostFacts facts) {}

  /** @param peers finds the toolstack of another host of the lab by its name, for migration */
  public XlToolstack(Identity identity, Xl xl, Time time, ApiTable table, Function<String, Optional<XlToolstack>> peers) {
    this.identity = identity;
    this.xl = xl;
    this.time = time;
    this.table = table;
    this.peers = peers;
  }

  @Override
  public Object call(String method, List<Object> parameters) {
    if (method.equals("session.login_with_password")) {
      return login();
    }
    boolean async = method.startsWith(ASYNC);
    var name = async ? method.substring(ASYNC.length()) : method;
    var message = table.message(name).orElseThrow(() -> XapiException.of("MESSAGE_METHOD_UNKNOWN", method));
    var host = inSession(parameters);
    var arguments = parameters.subList(1, parameters.size());
    if (name.equals("session.logout")) {
      return "";
    }
    if (async) {
      return tasks.run(name, () -> host.calls.call(name, arguments));
    }
    if (message.className().equals("task")) {
      return tasks.call(name, arguments, table);
    }
    return message.implicit() && name.contains(".get_") ? read(host, name, arguments) : host.calls.call(name, arguments);
  }

  /** Log in: read anew what the host has. The way in is its SSH key, not a password. */
  private synchronized String login() {
    var facts = HostFacts.read(xl);
    var machinery = loaded.map(Loaded::machinery).orElseGet(() -> new Machinery(xl, time, new RecordStore(xl)));
    machinery.load();
    facts.images().forEach(image -> machinery.store().know(template(image, facts.domainType())));
    xl.prepare();
    new Recorder(xl, identity, time).start();
    var session = "OpaqueRef:session-" + identity.name() + "-" + logins.incrementAndGet();
    loaded = Optional.of(new Loaded(session, machinery, new Views(table, identity, facts, machinery), new Calls(this, identity, machinery, xl), facts));
    return session;
  }

  private VmRecord template(String image, String domainType) {
    return new VmRecord(identity.uuid("template " + image), "assay-" + image, "", true, domainType, image, "", Bytes.mib(96).count(), 0, Bytes.mib(96).count(), 1, 1,
        Map.of("disks", "<provision><disk device=\"0\" size=\"" + Calls.SYSTEM_DISK.count() + "\" sr=\"\" bootable=\"true\" type=\"system\"/></provision>"),
        List.of(), List.of());
  }

  private Loaded inSession(List<Object> parameters) {
    var host = loaded.filter(open -> !parameters.isEmpty() && parameters.getFirst() instanceof String session && session.startsWith("OpaqueRef:session-" + identity.name() + "-"));
    return host.orElseThrow(() -> XapiException.of("SESSION_INVALID", parameters.isEmpty() ? "" : String.valueOf(parameters.getFirst())));
  }

  private Object read(Loaded host, String name, List<Object> arguments) {
    var className = name.substring(0, name.indexOf('.'));
    var getter = name.substring(name.indexOf('.') + ".get_".length());
    return switch (getter) {
      case "all" -> host.views.all(className);
      case "all_records" -> records(host, className);
      case "record" -> host.views.record(className, (String) arguments.getFirst());
      case "by_name_label" -> with(host, className, "name_label", arguments.getFirst());
      case "by_uuid" -> with(host, className, "uuid", arguments.getFirst()).stream().findFirst()
          .orElseThrow(() -> XapiException.of("UUID_INVALID", className, String.valueOf(arguments.getFirst())));
      case String field -> Optional.ofNullable(host.views.record(className, (String) arguments.getFirst()).get(field))
          .orElseThrow(() -> XapiException.of("MESSAGE_METHOD_UNKNOWN", name));
    };
  }

  private static SequencedMap<String, Object> records(Loaded host, String className) {
    var records = new LinkedHashMap<String, Object>();
    for (var ref : host.views.all(className)) {
      try {
        records.put(ref, host.views.record(className, ref));
      } catch (XapiException e) {
        if (!e.code().equals("HANDLE_INVALID")) {
          throw e;
        }
      }
    }
    return records;
  }

  private static List<String> with(Loaded host, String className, String field, Object value) {
    return records(host, className).entrySet().stream()
        .filter(record -> record.getValue() instanceof Map<?, ?> fields && value.equals(fields.get(field)))
        .map(Map.Entry::getKey)
        .toList();
  }

  Identity identity() {
    return identity;
  }

  Xl xl() {
    return xl;
  }

  /** Return the machinery of another host, which must have been logged in to. */
  Machinery peer(String name) {
    return peers.apply(name).flatMap(toolstack -> toolstack.loaded).map(Loaded::machinery)
        .orElseThrow(() -> new AssayException.Lab("migrating to host " + name + ": nobody has logged in to its toolstack"));
  }

  @Override
  public InputStream get(String path, SequencedMap<String, String> query) {
    if (!path.equals("/rrd_updates")) {
      throw new HttpStatusException(path, 404, "plain Xen serves no such thing");
    }
    int processors = loaded.map(host -> host.facts.processors()).orElse(1);
    var since = Instant.ofEpochSecond(Long.parseLong(query.getOrDefault("start", "0")));
    return new ByteArrayInputStream(new Recorder(xl, identity, time).since(since, processors).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
    throw new HttpStatusException(path, 404, "plain Xen takes no such thing");
  }
}
