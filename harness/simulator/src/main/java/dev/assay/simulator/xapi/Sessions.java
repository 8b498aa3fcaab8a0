package dev.assay.simulator.xapi;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Who is logged in to one host: 24 hours of idleness end a session, and so does the 501st of the same originator. */
final class Sessions {

  static final Duration IDLE_LIMIT = Duration.ofHours(24);
  static final int MOST_PER_ORIGINATOR = 500;

  private final SequencedMap<String, Session> byRef = new LinkedHashMap<>();

  Session open(ObjectDatabase database, Entity host, String user, String originator, boolean local, Instant now) {
    List.copyOf(byRef.values()).stream().filter(session -> idle(session, now)).forEach(session -> close(database, session));
    makeRoom(database, originator);
    var record = database.create("session");
    record.set("this_host", host.ref()).set("last_active", now).set("validation_time", now);
    record.set("is_local_superuser", true).set("auth_user_name", user).set("originator", originator);
    var session = new Session(record, local, now);
    byRef.put(record.ref(), session);
    return session;
  }

  /** Return the session of this reference, now used, or refuse as the API does. */
  Session require(String ref, Instant now) {
    var session = byRef.get(ref);
    if (session == null || session.record().deleted || idle(session, now)) {
      byRef.remove(ref);
      throw Refusal.of("SESSION_INVALID", ref);
    }
    session.used(now);
    return session;
  }

  boolean knows(String ref) {
    return byRef.containsKey(ref);
  }

  void close(ObjectDatabase database, Session session) {
    byRef.remove(session.ref());
    database.delete(session.record());
  }

  /** End the sessions of a user that lost its right to be here. */
  void closeOf(ObjectDatabase database, Entity subject) {
    List.copyOf(byRef.values()).stream()
        .filter(session -> session.record().text("subject").equals(subject.ref()))
        .forEach(session -> close(database, session));
  }

  /** End them all: sessions are never written to the disk. */
  void closeAll() {
    byRef.values().forEach(session -> session.record().delete());
    byRef.clear();
  }

  int count() {
    return byRef.size();
  }

  private static boolean idle(Session session, Instant now) {
    return Duration.between(session.lastActive(), now).compareTo(IDLE_LIMIT) > 0;
  }

  private void makeRoom(ObjectDatabase database, String originator) {
    List<Session> same = byRef.values().stream()
        .filter(session -> session.record().text("originator").equals(originator))
        .sorted(Comparator.comparing(Session::lastActive))
        .toList();
    same.stream().limit(Math.max(0, same.size() - MOST_PER_ORIGINATOR + 1)).forEach(oldest -> close(database, oldest));
  }
}
