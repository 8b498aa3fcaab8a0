package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.table.ApiClass;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code event.from}: what changed since a token, one event per object with its latest state. */
final class EventMessages {

  /** Any two whole numbers are a token; the server itself writes them with 20 digits. */
  private static final Pattern TOKEN = Pattern.compile("(-?\\d{1,19}|\\d{20}),(-?\\d{1,19}|\\d{20})");

  /** Classes whose objects come and go without events. */
  private static final Set<String> SILENT = Set.of("session", "user", "role");

  private static final List<String> OPERATIONS = List.of("add", "mod", "del");

  /** A batch is answered this long after its first event, so that what belongs together comes together. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  /** Longer than any lab lives. */
  private static final Duration FOREVER = Duration.ofDays(3650);

  private EventMessages() {}

  static void register(Messages messages) {
    messages
        .quick("event.from", EventMessages::from)
        .quick("event.inject", EventMessages::inject)
        .quick("event.get_current_id", call -> call.database().changes().generation())
        .quick("event.register", call -> {
          registration(call, true).add(call.list(0), call.database().changes().generation());
          return Handler.VOID;
        })
        .quick("event.unregister", call -> {
          registration(call, true).remove(call.list(0));
          return Handler.VOID;
        })
        .quick("event.next", EventMessages::next);
  }

  private static Object from(Call call) {
    long since = since(call.text(1));
    var wanted = wanted(call.list(0));
    awaitChange(call, wanted, since, Duration.ofMillis((long) (1000 * Math.max(0, call.real(2)))));
    var changes = call.database().changes();
    var events = changes.since(since).filter(wanted).sorted(inOrder(call, since)).flatMap(entity -> event(call, entity, since).stream()).toList();
    return Values.map("events", events, "valid_ref_counts", counts(call), "token", token(changes.generation()));
  }

  /** The product tells of messages, of what is new, of what changed and of what is gone; of each by class, as the API lists them, and reference. */
  private static Comparator<Entity> inOrder(Call call, long since) {
    var schemas = call.database().schemas();
    return Comparator.comparingInt((Entity entity) -> entity.type().equals("message") ? -1 : OPERATIONS.indexOf(operation(entity, since)))
        .thenComparingInt(entity -> schemas.position(entity.type()))
        .thenComparing(Entity::ref);
  }

  private static String operation(Entity entity, long since) {
    return entity.deleted ? "del" : entity.createdAt > since ? "add" : "mod";
  }

  private static Registration registration(Call call, boolean make) {
    var session = call.session().orElseThrow(() -> Refusal.of("SESSION_INVALID", ""));
    if (make) {
      return session.registration().orElseGet(() -> session.register(new Registration(call.database().changes().generation())));
    }
    return session.registration().orElseThrow(() -> Refusal.of("SESSION_NOT_REGISTERED", session.ref()));
  }

  /** The older way: wait, however long, for events of what this session registered for. */
  private static Object next(Call call) {
    var registration = registration(call, false);
    var changes = call.database().changes();
    while (true) {
      long since = registration.seen();
      awaitChange(call, registration.wanted(), since, FOREVER);
      if (changes.forgotten() > since) {
        registration.sawUpTo(changes.generation());
        throw Refusal.of("EVENTS_LOST");
      }
      registration.sawUpTo(changes.generation());
      var time = call.host().now().getEpochSecond() + ".";
      var events = changes.since(since).filter(registration.wanted()).flatMap(entity -> event(call, entity, since).stream()).peek(event -> event.put("timestamp", time)).toList();
      if (!events.isEmpty()) {
        return events;
      }
    }
  }

  private static void awaitChange(Call call, Predicate<Entity> wanted, long since, Duration limit) {
    var changes = call.database().changes();
    if (changes.since(since).anyMatch(entity -> wanted.test(entity) && worthTelling(entity, since))) {
      return;
    }
    var changed = call.time().signal();
    var seen = new boolean[1];
    var session = call.session().map(Session::record);
    Consumer<Entity> watcher = entity -> {
      boolean loggedOut = entity.deleted && session.filter(record -> record == entity).isPresent();
      if (loggedOut || wanted.test(entity) && worthTelling(entity, since)) {
        seen[0] = true;
        changed.raise();
      }
    };
    changes.watch(watcher);
    try {
      if (changed.await(() -> seen[0] || !call.host().isUp(), limit)) {
        call.time().sleep(GATHERING);
      }
    } finally {
      changes.unwatch(watcher);
    }
    call.host().mustListen("event.from");
    session.filter(record -> record.deleted).ifPresent(record -> {
      throw Refusal.of("SESSION_INVALID", record.ref());
    });
  }

  /** What no class is called is waited for in vain; the server refuses no word. */
  static Predicate<Entity> wanted(List<Object> subscriptions) {
    var lower = subscriptions.stream().map(text -> (String) text).toList();
    return entity -> !SILENT.contains(entity.type()) && lower.stream().anyMatch(subscription -> matches(entity, subscription));
  }

  private static boolean matches(Entity entity, String subscription) {
    int slash = subscription.indexOf('/');
    var type = slash < 0 ? subscription : subscription.substring(0, slash);
    return type.equals("*")
        || type.equalsIgnoreCase(entity.type()) && (slash < 0 || subscription.substring(slash + 1).equals(entity.ref()));
  }

  private static long since(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    if (!TOKEN.matcher(token).matches()) {
      throw Refusal.of("EVENT_FROM_TOKEN_PARSE_FAILURE", token);
    }
    try {
      return Long.parseLong(token.substring(0, token.indexOf(',')));
    } catch (NumberFormatException e) {
      throw Refusal.of("EVENT_FROM_TOKEN_PARSE_FAILURE", token);
    }
  }

  private static String token(long generation) {
    return "%020d,%020d".formatted(generation, 0);
  }

  private static boolean worthTelling(Entity entity, long since) {
    return !entity.deleted || entity.createdAt <= since;
  }

  private static List<LinkedHashMap<String, Object>> event(Call call, Entity entity, long since) {
    boolean lost = call.has(Defect.EVENT_LOST) && entity.type().equals("VM") && entity.changedAt % 4 == 0;
    if (lost || !worthTelling(entity, since)) {
      return List.of();
    }
    var event = new LinkedHashMap<String, Object>(Values.map(
        "id", entity.type().equals("message") ? "0" : String.valueOf(entity.changedAt), "timestamp", "0.0", "class", entity.type().toLowerCase(Locale.ROOT),
        "operation", operation(entity, since), "ref", entity.ref()));
    if (!entity.deleted) {
      event.put("snapshot", GenericMessages.record(call, entity));
    }
    return List.of(event);
  }

  private static SequencedMap<String, Object> counts(Call call) {
    var counts = new LinkedHashMap<String, Object>();
    for (ApiClass type : call.database().schemas().table().classes()) {
      counts.put(type.name().toLowerCase(Locale.ROOT), call.database().count(type.name()));
    }
    return counts;
  }

  /** Make an event of an object without changing it; from the token on, it is the first that is told. */
  private static Object inject(Call call) {
    var object = call.database().find(call.text(1)).filter(found -> found.type().equals(call.text(0)))
        .orElseThrow(() -> Refusal.handleInvalid(call.text(0), call.text(1)));
    call.database().changes().changed(object);
    return token(object.changedAt - 1);
  }
}
