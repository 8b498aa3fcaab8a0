package dev.assay.drivers.install;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Hands out the few files that firmware fetches before it can speak HTTP, by TFTP; nothing can be written.
 *
 * <p>Source: RFC 1350 for the protocol, RFC 2347, 2348 and 2349 for options, block size, time-out and size.
 */
public final class TftpServer implements AutoCloseable {

  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int DATA = 3;
  private static final int ACKNOWLEDGE = 4;
  private static final int ERROR = 5;
  private static final int OPTIONS = 6;
  private static final int NOT_FOUND = 1;
  private static final int FORBIDDEN = 2;
  private static final int ILLEGAL = 4;
  private static final int BLOCK = 512;
  private static final int LARGEST_BLOCK = 65_464;
  private static final int TRIES = 5;
  private static final int PATIENCE_MILLIS = 1_000;

  private final DatagramSocket socket;
  private final Function<String, Optional<byte[]>> files;
  private final ExecutorService transfers = Executors.newVirtualThreadPerTaskExecutor();

  private TftpServer(DatagramSocket socket, Function<String, Optional<byte[]>> files) {
    this.socket = socket;
    this.files = files;
  }

  /**
   * Start to serve.
   *
   * @param listen port 0 lets the system choose
   * @param files finds the content of a path, which never begins with a slash
   */
  public static TftpServer listen(InetSocketAddress listen, Function<String, Optional<byte[]>> files) {
    try {
      var server = new TftpServer(new DatagramSocket(listen), files);
      server.transfers.submit(server::serve);
      return server;
    } catch (IOException e) {
      throw new AssayException.Lab("serving boot programs by TFTP on " + listen + ": " + e.getMessage()
          + "; choose another port, or let this program bind it (port 69 takes the capability net_bind_service)", e);
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
    transfers.shutdownNow();
  }

  private Void serve() throws IOException {
    var buffer = new byte[BLOCK * 2];
    while (!socket.isClosed()) {
      var packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        if (socket.isClosed()) {
          return null;
        }
        throw e;
      }
      var asked = Arrays.copyOf(packet.getData(), packet.getLength());
      var client = packet.getSocketAddress();
      transfers.submit(() -> answer(asked, client));
    }
    return null;
  }

  /** Each transfer has a port of its own, as the protocol wants it. */
  private Void answer(byte[] asked, SocketAddress client) throws IOException {
    try (var own = new DatagramSocket(new InetSocketAddress(socket.getLocalAddress(), 0))) {
      own.connect(client);
      own.setSoTimeout(PATIENCE_MILLIS);
      int kind = asked.length < 2 ? 0 : asked[1];
      if (kind == WRITE) {
        refuse(own, FORBIDDEN, "nothing can be written here");
      } else if (kind == READ) {
        read(own, new Request(asked));
      } else {
        refuse(own, ILLEGAL, "a transfer begins with a request");
      }
    }
    return null;
  }

  private void read(DatagramSocket own, Request request) throws IOException {
    var content = files.apply(request.file());
    if (content.isEmpty()) {
      refuse(own, NOT_FOUND, "there is no " + request.file());
      return;
    }
    var accepted = request.accepted(content.get().length);
    if (!accepted.isEmpty() && !sent(own, optionsPacket(accepted), 0)) {
      return;
    }
    int size = Integer.parseInt(accepted.getOrDefault("blksize", String.valueOf(BLOCK)));
    // The last block is shorter than the others, if only by having nothing in it.
    int blocks = content.get().length / size + 1;
    for (int block = 1; block <= blocks; block++) {
      int from = (block - 1) * size;
      var data = Arrays.copyOfRange(content.get(), from, Math.min(content.get().length, from + size));
      if (!sent(own, packet(DATA, block, data), block)) {
        return;
      }
    }
  }

  /** Send a packet until it is acknowledged; return whether it was. */
  private static boolean sent(DatagramSocket own, byte[] packet, int block) throws IOException {
    var buffer = new byte[BLOCK];
    for (int tried = 0; tried < TRIES; tried++) {
      own.send(new DatagramPacket(packet, packet.length));
      try {
        while (true) {
          var answer = new DatagramPacket(buffer, buffer.length);
          own.receive(answer);
          if (buffer[1] == ERROR) {
            return false;
          }
          if (buffer[1] == ACKNOWLEDGE && ((buffer[2] & 0xff) << 8 | buffer[3] & 0xff) == (block & 0xffff)) {
            return true;
          }
        }
      } catch (SocketTimeoutException e) {
        // The packet or its acknowledgement got lost: it is sent again.
      }
    }
    return false;
  }

  private static void refuse(DatagramSocket own, int code, String why) throws IOException {
    var text = (why + "\0").getBytes(StandardCharsets.US_ASCII);
    var packet = packet(ERROR, code, text);
    own.send(new DatagramPacket(packet, packet.length));
  }

  private static byte[] packet(int kind, int number, byte[] rest) {
    var packet = new byte[4 + rest.length];
    packet[1] = (byte) kind;
    packet[2] = (byte) (number >> 8);
    packet[3] = (byte) number;
    System.arraycopy(rest, 0, packet, 4, rest.length);
    return packet;
  }

  private static byte[] optionsPacket(SequencedMap<String, String> accepted) {
    var text = new StringBuilder("\0").append((char) OPTIONS);
    accepted.forEach((name, value) -> text.append(name).append('\0').append(value).append('\0'));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A request to read: a file's name, the mode, and options by name. */
  private static final class Request {
    private final String[] words;

    Request(byte[] packet) {
      words = new String(packet, 2, packet.length - 2, StandardCharsets.ISO_8859_1).split("\0", -1);
    }

    String file() {
      return words[0].replaceAll("^/+", "");
    }

    /** Return the options that are agreed to, with their values. */
    SequencedMap<String, String> accepted(int length) {
      var accepted = new LinkedHashMap<String, String>();
      for (int i = 2; i + 1 < words.length; i += 2) {
        var name = words[i].toLowerCase(Locale.ROOT);
        if (name.equals("tsize")) {
          accepted.put(name, String.valueOf(length));
        } else if (name.equals("blksize") && words[i + 1].matches("\\d{1,5}") && Integer.parseInt(words[i + 1]) >= 8) {
          accepted.put(name, String.valueOf(Math.min(LARGEST_BLOCK, Integer.parseInt(words[i + 1]))));
        }
      }
      return accepted;
    }
  }
}
