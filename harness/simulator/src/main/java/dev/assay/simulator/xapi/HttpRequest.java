package dev.assay.simulator.xapi;

import java.util.SequencedMap;

/** A request to one of the plain HTTP paths, from somebody who is logged in. */
record HttpRequest(HostToolstack host, String path, SequencedMap<String, String> query) {

  String value(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    return value(name).equals("true") || value(name).equals("1");
  }

  /** Find the object that the query names, by reference or uuid. */
  Entity object(String type, String byRef, String byUuid) {
    var database = host.pool().database();
    return query.containsKey(byUuid)
        ? database.byUuid(type, value(byUuid)).orElseThrow(() -> Refusal.of("UUID_INVALID", type, value(byUuid)))
        : database.find(value(byRef)).filter(found -> found.type().equals(type))
            .or(() -> database.byUuid(type, value(byRef)))
            .orElseThrow(() -> Refusal.handleInvalid(type, value(byRef)));
  }
}
