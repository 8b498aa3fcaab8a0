package dev.assay.simulator.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.lab.Shell;
import dev.assay.core.time.VirtualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.testng.annotations.Test;

class SshDoorsTests {

  private static final class Nobody implements Door.Login {
    @Override
    public boolean listens() {
      return true;
    }

    @Override
    public Shell shell(String user, String password) {
      throw new AssayException.Lab("nobody is let in");
    }
  }

  @Test
  void aDoorThatIsClosedGivesItsPortBackAndLeavesTheOthersOpen() throws IOException, NoSuchAlgorithmException {
    var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    try (var doors = SshDoors.start(new Inside(VirtualTime.paced(Instant.EPOCH, 1)), address -> 0)) {
      int first = doors.open(0, new Door("first", () -> key, new Nobody()));
      int second = doors.open(0, new Door("second", () -> key, new Nobody()));
      doors.close(first);
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), first)).isInstanceOf(ConnectException.class);
      try (var other = new Socket(InetAddress.getLoopbackAddress(), second)) {
        assertThat(new String(other.getInputStream().readNBytes(4))).isEqualTo("SSH-");
      }
    }
  }
}
