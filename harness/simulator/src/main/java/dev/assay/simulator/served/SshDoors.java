package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** One SSH server with a port for each door; the port tells which machine is meant. */
final class SshDoors implements AutoCloseable {

  private static final AttributeKey<Shell> SHELL = new AttributeKey<>();

  private final Map<Integer, Door> doors = new ConcurrentHashMap<>();
  private final Listener server = (Listener) ServerBuilder.builder().factory(Listener::new).build();
  private final Inside inside;

  /** A server whose first port serves nobody: further ones are what doors are bound to. */
  private static final class Listener extends SshServer {
    int bind(int port) throws IOException {
      var before = acceptor.getBoundAddresses();
      acceptor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return acceptor.getBoundAddresses().stream()
          .filter(address -> !before.contains(address))
          .mapToInt(SshDoors::port)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no port was bound"));
    }

    void release(int port) {
      acceptor.getBoundAddresses().stream().filter(address -> SshDoors.port(address) == port).forEach(acceptor::unbind);
    }
  }

  private SshDoors(Inside inside) {
    this.inside = inside;
  }

  /**
   * Start with no door yet.
   *
   * @param guests finds the port of a guest's door by its address, opening it at first use
   */
  static SshDoors start(Inside inside, ToIntFunction<String> guests) {
    var doors = new SshDoors(inside);
    try {
      doors.configure(guests);
      doors.server.start();
      return doors;
    } catch (IOException e) {
      throw cannotServe(0, e);
    }
  }

  /** Open a port for a door; 0 lets the system choose. Returns the port. */
  synchronized int open(int port, Door door) {
    try {
      int bound = server.bind(port);
      doors.put(bound, door);
      return bound;
    } catch (IOException e) {
      throw cannotServe(port, e);
    }
  }

  /** Give a door's port back; sessions through it go on. */
  synchronized void close(int port) {
    server.release(port);
    doors.remove(port);
  }

  @Override
  public void close() {
    try {
      server.stop(true);
    } catch (IOException e) {
      throw new IllegalStateException("closing the simulated hosts' SSH", e);
    }
  }

  private void configure(ToIntFunction<String> guests) {
    server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.setPort(0);
    server.setGlobalRequestHandlers(List.of());
    server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    server.setChannelFactories(List.of(new Carried(ChannelSessionFactory.INSTANCE), new Carried(new GuestForwarding(guests))));
    server.setKeyPairProvider(this::hostKey);
    server.setPasswordAuthenticator(this::login);
    server.setCommandFactory((channel, line) -> new ExecCommand(shell(channel), line, inside));
    server.setSubsystemFactories(List.of(new Sftp()));
    server.addSessionListener(new Visits());
    // Without it an answer waits up to 40 ms for the acknowledgement of the one before.
    CoreModuleProperties.TCP_NODELAY.set(server, true);
  }

  private Iterable<java.security.KeyPair> hostKey(SessionContext session) {
    return List.of(door(session).hostKey().get());
  }

  /** Logging in takes the lab's time, and must not hold the thread that serves other sessions' input. */
  private boolean login(String user, String password, ServerSession session) {
    var answer = new AsyncAuthException();
    Thread.ofVirtual().name("ssh login").start(() -> answer.setAuthed(isLoggedIn(user, password, session)));
    throw answer;
  }

  private boolean isLoggedIn(String user, String password, ServerSession session) {
    try {
      session.setAttribute(SHELL, inside.ask("ssh login", () -> door(session).login().shell(user, password)));
      return true;
    } catch (AssayException.Lab | AssayException.Cancelled e) {
      return false;
    }
  }

  private Door door(SessionContext session) {
    var door = doors.get(port(session.getLocalAddress()));
    if (door == null) {
      throw new IllegalStateException("no simulated machine is at " + session.getLocalAddress());
    }
    return door;
  }

  private static Shell shell(ChannelSession channel) {
    return Objects.requireNonNull(channel.getSession().getAttribute(SHELL), "a session that logged in has a shell");
  }

  private static int port(SocketAddress address) {
    return ((InetSocketAddress) address).getPort();
  }

  private static AssayException.Lab cannotServe(int port, IOException e) {
    return new AssayException.Lab("serving SSH on port " + port + " of loopback: " + e.getMessage() + "; choose another base port", e);
  }

  private final class Sftp implements SubsystemFactory {
    @Override
    public String getName() {
      return "sftp";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
      return new SftpCommand(shell(channel), inside);
    }
  }

  /** Channels of sessions that still lead somewhere: one whose machine restarted or cannot be reached has ended, which is found out at the next use. */
  private final class Carried implements ChannelFactory {

    private final ChannelFactory channels;

    Carried(ChannelFactory channels) {
      this.channels = channels;
    }

    @Override
    public String getName() {
      return channels.getName();
    }

    @Override
    public Channel createChannel(Session session) throws IOException {
      var shell = Objects.requireNonNull(session.getAttribute(SHELL), "a session that logged in has a shell");
      var door = doors.get(port(session.getLocalAddress()));
      if (door != null && !inside.ask("ssh channel", () -> door.login().carries(shell))) {
        session.close(true);
        throw new IOException("connection reset by " + door.name());
      }
      return channels.createChannel(session);
    }
  }

  private final class Visits implements SessionListener {

    /** Hang up when nothing listens behind the port: a socket that listens cannot refuse a connection. */
    @Override
    public void sessionCreated(Session session) {
      var door = doors.get(port(session.getLocalAddress()));
      if (door == null || !inside.ask("ssh connection", door.login()::listens)) {
        session.close(true);
      }
    }

    @Override
    public void sessionClosed(Session session) {
      var shell = session.getAttribute(SHELL);
      if (shell != null) {
        inside.tell("ssh logout", shell::close);
      }
    }
  }
}
