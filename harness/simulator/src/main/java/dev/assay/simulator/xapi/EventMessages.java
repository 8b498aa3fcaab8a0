package dev.assay.simulator.xapi;

import dev.assay.core.defect.Defect;
import dev.assay.xapi.table.ApiClass;
import java.time.Duration;
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

  private static final Pattern TOKEN = Pattern.compile("\\d{20},\\d{20}");
  private static final Pattern SUBSCRIPTION = Pattern.compile("\\*|\\w+(/\\S+)?");

  /** Classes whose objects come and go without events. */
  private static final Set<String> SILENT = Set.of("session", "user", "role");

  /** A batch is answered this long after its first event, so that what belongs together comes together. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  private EventMessages() {}

  static void register(Messages messages) {
    messages
        .quick("event.from", EventMessages::from)
        .quick("event.inject", EventMessages::inject)
        .quick("event.get_current_id", call -> call.database().changes().generation())
        .quick("event.register", _ -> Handler.VOID)
        .quick("event.unregister", _ -> Handler.VOID)
        .quick("event.next", call -> {
          // The older way is refused as if nobody had registered: clients then use event.from.
          throw Refusal.of("SESSION_NOT_REGISTERED", call.session().map(Session::ref).orElse(""));
        });
  }

  private static Object from(Call call) {
    var wanted = wanted(call.list(0));
    long since = since(call.text(1));
    awaitChange(call, wanted, since, Duration.ofMillis((long) (1000 * Math.max(0, call.real(2)))));
    var changes = call.database().changes();
    var events = changes.since(since).filter(wanted).flatMap(entity -> event(call, entity, since).stream()).toList();
    return Values.map("events", events, "valid_ref_counts", counts(call), "token", token(changes.generation()));
  }

  private static void awaitChange(Call call, Predicate<Entity> wanted, long since, Duration limit) {
    var changes = call.database().changes();
    if (changes.since(since).anyMatch(entity -> wanted.test(entity) && worthTelling(entity, since))) {
      return;
    }
    var changed = call.time().signal();
    var seen = new boolean[1];
    Consumer<Entity> watcher = entity -> {
      if (wanted.test(entity) && worthTelling(entity, since)) {
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
  }

  private static Predicate<Entity> wanted(List<Object> subscriptions) {
    for (var subscription : subscriptions) {
      if (!SUBSCRIPTION.matcher((String) subscription).matches()) {
        throw Refusal.of("EVENT_SUBSCRIPTION_PARSE_FAILURE", subscription);
      }
    }
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
    return Long.parseLong(token.substring(0, 20));
  }

  private static String token(long generation) {
    return "%020d,%020d".formatted(generation, 0);
  }

  private static boolean worthTelling(Entity entity, long since) {
    return !entity.deleted || entity.createdAt <= since;
  }

  private static List<SequencedMap<String, Object>> event(Call call, Entity entity, long since) {
    boolean lost = call.has(Defect.EVENT_LOST) && entity.type().equals("VM") && entity.changedAt % 4 == 0;
    if (lost || !worthTelling(entity, since)) {
      return List.of();
    }
    var event = new LinkedHashMap<String, Object>(Values.map(
        "id", String.valueOf(entity.changedAt), "timestamp", "0.0", "class", entity.type().toLowerCase(Locale.ROOT),
        "operation", entity.deleted ? "del" : entity.createdAt > since ? "add" : "mod", "ref", entity.ref()));
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

  /** Make an event of an object without changing it; the token says when it will have been told. */
  private static Object inject(Call call) {
    var type = call.database().schemas().table().findInLowerCase(call.text(0).toLowerCase(Locale.ROOT))
        .orElseThrow(() -> Refusal.internal("Db_exn.Read_missing_uuid(" + call.text(0) + ")"));
    call.database().changes().changed(call.object(1, type.name()));
    return token(call.database().changes().generation());
  }
}
