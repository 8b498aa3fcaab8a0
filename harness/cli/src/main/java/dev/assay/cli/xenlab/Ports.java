package dev.assay.cli.xenlab;

import dev.assay.core.AssayException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;

/** Free ports of the loopback. */
final class Ports {

  private Ports() {}

  static int freeTcp() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssayException.Lab("looking for a free port of 127.0.0.1: " + e, e);
    }
  }

  static int freeUdp() {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (SocketException e) {
      throw new AssayException.Lab("looking for a free port of 127.0.0.1: " + e, e);
    }
  }

  static boolean isFreeTcp(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isFreeUdp(int port) {
    try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (SocketException e) {
      return false;
    }
  }
}
