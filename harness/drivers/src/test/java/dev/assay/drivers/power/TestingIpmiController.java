package dev.assay.drivers.power;

import dev.assay.core.time.Await;
import dev.assay.core.time.SystemTime;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** OpenIPMI's simulated management controller, whose power switch and boot device are files in a folder of its own. */
final class TestingIpmiController implements AutoCloseable {

  static final String PASSWORD = "secret";

  private final Path folder;
  private final Process process;
  private final int port;
  private final ServerSocket serialPort;

  private TestingIpmiController(Path folder, Process process, int port, ServerSocket serialPort) {
    this.serialPort = serialPort;
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  static TestingIpmiController start() throws IOException {
    var folder = Files.createTempDirectory("assay-ipmi");
    int port = unusedPort();
    var serialPort = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    var chassis = Files.writeString(folder.resolve("chassis"), CHASSIS);
    Files.setPosixFilePermissions(chassis, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve("power"), "0\n");
    Files.writeString(folder.resolve("boot"), "none\n");
    Files.writeString(folder.resolve("lan.conf"), LAN.formatted(port, chassis, PASSWORD, serialPort.getLocalPort()));
    Files.writeString(folder.resolve("controller.emu"), CONTROLLER);
    Files.createDirectory(folder.resolve("state"));
    var process = new ProcessBuilder("ipmi_sim", "-c", "lan.conf", "-f", "controller.emu", "-s", "state", "-n")
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
    var controller = new TestingIpmiController(folder, process, port, serialPort);
    Await.on(SystemTime.real()).until("ipmi_sim listens", controller::listens).every(Duration.ofMillis(50)).within(Duration.ofSeconds(20));
    return controller;
  }

  /** Be the machine whose serial port the controller reads: what is printed there is lost while nobody listens. */
  Socket machine() throws IOException {
    return serialPort.accept();
  }

  int port() {
    return port;
  }

  String bootDevice() throws IOException {
    return Files.readString(folder.resolve("boot")).strip();
  }

  void powerOff() throws IOException {
    Files.writeString(folder.resolve("power"), "0\n");
  }

  /** Nobody else can bind the port once the simulator has. */
  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("ipmi_sim ended with status " + process.exitValue() + "; see " + folder.resolve("log"));
    }
    try (var socket = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }

  private static int unusedPort() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    serialPort.close();
    process.destroyForcibly().onExit().join();
    try (var left = Files.walk(folder)) {
      for (var path : left.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static boolean isInstalled() {
    return List.of("ipmitool", "ipmi_sim").stream().allMatch(program -> Files.isExecutable(Path.of("/usr/bin", program)));
  }

  private static final String LAN = """
      name "assay"
      set_working_mc 0x20
      startlan 1
        addr 127.0.0.1 %1$d
        priv_limit admin
        allowed_auths_admin none md2 md5 straight
        guid a123456789abcdefa123456789abcdef
      endlan
      chassis_control "%2$s 0x20"
      sol "tcp:127.0.0.1:%4$d" 115200
      user 2 true "admin" "%3$s" admin 10 none md2 md5 straight
      """;

  private static final String CONTROLLER = """
      mc_setbmc 0x20
      mc_add 0x20 0 no-device-sdrs 0x23 9 8 0x9f 0x1291 0xf02 persist_sdr
      mc_enable 0x20
      """;

  /** Called by the simulator as {@code chassis 0x20 get|set PARAMETER [VALUE]...}. */
  private static final String CHASSIS = """
      #!/bin/sh
      folder=$(dirname "$0")
      verb=$2
      shift 2
      while [ $# -gt 0 ]; do
        case "$verb-$1" in
          get-power | get-boot) echo "$1:$(cat "$folder/$1")"; shift ;;
          set-power | set-boot) echo "$2" > "$folder/$1"; shift 2 ;;
          *) exit 1 ;;
        esac
      done
      """;
}
