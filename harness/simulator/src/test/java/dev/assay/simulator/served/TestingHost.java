package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Power;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.Time;
import dev.assay.simulator.SimulatedHost;
import dev.assay.xapi.HttpHandlers;
import dev.assay.xapi.Transport;
import dev.assay.xapi.XapiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/** A machine whose doors show what came through them: calls are answered with what they said. */
final class TestingHost implements SimulatedHost {

  static final String PASSWORD = "hushhush";

  final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Time time;
  private volatile boolean listens = true;
  private volatile Power.State state = Power.State.OFF;
  volatile Power.BootDevice next = Power.BootDevice.DISK;

  TestingHost(Time time) {
    this.time = time;
  }

  void stopListening() {
    listens = false;
  }

  private void requireListening() {
    if (!listens) {
      throw new AssayException.Lab("connection refused");
    }
  }

  @Override
  public Power power() {
    return new Power() {
      @Override
      public State state() {
        return state;
      }

      @Override
      public void set(State wanted) {
        state = wanted;
      }

      @Override
      public void bootNextFrom(BootDevice device) {
        next = device;
      }
    };
  }

  @Override
  public Transport xapi() {
    return (method, parameters) -> {
      requireListening();
      return switch (method) {
        case "session.login_with_password" -> login(parameters);
        case "VM.get_name_label" -> "name of " + parameters.getLast();
        case "event.from" -> {
          time.sleep(Duration.ofSeconds(30));
          yield new LinkedHashMap<>(Map.of("events", List.of()));
        }
        default -> throw XapiException.of("MESSAGE_METHOD_UNKNOWN", method);
      };
    };
  }

  private static Object login(List<Object> parameters) {
    if (!parameters.get(1).equals(PASSWORD)) {
      throw XapiException.of("SESSION_AUTHENTICATION_FAILED", parameters.getFirst().toString(), "Authentication failure");
    }
    return "OpaqueRef:session";
  }

  @Override
  public HttpHandlers http() {
    return new HttpHandlers() {
      @Override
      public InputStream get(String path, SequencedMap<String, String> query) {
        requireListening();
        if (!query.getOrDefault("session_id", "").equals("OpaqueRef:session")) {
          throw XapiException.of("SESSION_INVALID", query.getOrDefault("session_id", ""));
        }
        return new ByteArrayInputStream((path + " " + query).repeat(100_000).getBytes(StandardCharsets.UTF_8));
      }

      @Override
      public byte[] put(String path, SequencedMap<String, String> query, InputStream body) {
        try {
          return (path + " " + body.readAllBytes().length).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  @Override
  public Shell shell(String user, String password) {
    requireListening();
    if (!password.equals(PASSWORD)) {
      throw new AssayException.Lab("permission denied");
    }
    return new TestingShell(user);
  }

  @Override
  public boolean answersLogin() {
    return listens;
  }

  @Override
  public String console() {
    return "";
  }

  private final class TestingShell implements Shell {
    private final String user;

    TestingShell(String user) {
      this.user = user;
    }

    @Override
    public Result run(Duration limit, List<String> command) {
      requireListening();
      if (command.getLast().equals("sleep for ever")) {
        time.sleep(Time.FOREVER);
      }
      return new Result(3, user + " ran " + command, "with errors");
    }

    @Override
    public byte[] read(String remotePath) {
      requireListening();
      var content = files.get(remotePath);
      if (content == null) {
        throw new AssayException.Product(remotePath + ": No such file or directory");
      }
      return content;
    }

    @Override
    public void write(String remotePath, byte[] content) {
      requireListening();
      files.put(remotePath, content);
    }

    @Override
    public void close() {}
  }
}
