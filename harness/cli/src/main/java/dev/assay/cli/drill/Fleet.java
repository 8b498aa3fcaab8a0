package dev.assay.cli.drill;

import dev.assay.core.AssayException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Servers on the database of one data folder. */
public final class Fleet implements AutoCloseable {

  private final Path data;
  private final List<Server> servers = new ArrayList<>();
  private final List<Server> killed = new ArrayList<>();
  private boolean closed;

  public Fleet(Path data) {
    this.data = data;
  }

  synchronized void start() {
    if (closed) {
      throw new AssayException.Cancelled("starting servers: interrupted");
    }
    int number = servers.size() + 1;
    servers.add(new Server(number, Victim.start(List.of(), data, "server-" + number, List.of("serve", "--port", "0", "--runs", "1", "--check-every", "never"))));
  }

  synchronized void kill(Server server) {
    killed.add(server);
    server.kill();
  }

  /** Throws when a server ended by itself. */
  synchronized void requireAlive() {
    if (closed) {
      throw new AssayException.Cancelled("drilling several controllers: interrupted");
    }
    servers.stream().filter(server -> !killed.contains(server) && !server.isAlive()).findFirst().ifPresent(server -> {
      throw new AssayException.Lab("drilling several controllers: " + server + " ended by itself; it said: " + server.text());
    });
  }

  synchronized Optional<Server> byProcess(long pid) {
    return servers.stream().filter(server -> server.process().process().pid() == pid).findFirst();
  }

  synchronized Optional<Server> byController(String name) {
    return servers.stream().filter(server -> server.isController(name)).findFirst();
  }

  synchronized String describe() {
    return servers.stream().filter(Server::isAlive).map(server -> server + ": " + server.text().lines().reduce((_, last) -> last).orElse("says nothing")).toList().toString();
  }

  /** Return how often a run was left to be resumed. */
  synchronized long left() {
    return servers.stream().flatMap(server -> server.text().lines()).filter(line -> line.contains("left to be resumed")).count();
  }

  /** Ask all to end; return what is wrong with how they did. */
  synchronized List<String> end() {
    closed = true;
    return servers.stream().filter(Server::isAlive).flatMap(server -> server.end().stream()).toList();
  }

  @Override
  public synchronized void close() {
    closed = true;
    servers.stream().filter(Server::isAlive).forEach(Server::kill);
  }
}
