package dev.assay.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.Bytes;
import dev.assay.core.DiskRoom;
import dev.assay.core.lab.DamagedHostException;
import dev.assay.core.lab.WrongIdentityException;
import java.nio.file.Path;
import java.util.Optional;
import org.testng.annotations.Test;

public class GroundTests {

  private static final Path FOLDER = Path.of("/data/xen-lab/hosts/xen-1");

  private static Ground withFree(Bytes free) {
    return new Ground(() -> Optional.of(new DiskRoom(FOLDER, free)));
  }

  private static String silent() {
    throw new AssayException.Lab("running xl list on root@xen-1: session is down");
  }

  @Test
  public void aHostThatIsSilentOnAFullDiskIsNotWaitedForAndTheDiskIsNamed() {
    assertThatThrownBy(() -> withFree(Bytes.kib(40)).asking(GroundTests::silent)).isInstanceOf(DamagedHostException.class)
        .hasMessageContaining("session is down").hasMessageContaining("the disk of /data/xen-lab/hosts/xen-1 has only 0 MiB free").hasMessageContaining("switch the host off and on");
  }

  @Test
  public void aHostThatIsSilentWhereThereIsRoomIsJustSilent() {
    assertThatThrownBy(() -> withFree(Bytes.gib(4)).asking(GroundTests::silent)).isExactlyInstanceOf(AssayException.Lab.class).hasMessageEndingWith("session is down");
    assertThatThrownBy(() -> new Ground(Optional::empty).asking(GroundTests::silent)).isExactlyInstanceOf(AssayException.Lab.class);
  }

  @Test
  public void somebodyElseAtItsAddressIsNoMatterOfTheDisk() {
    assertThatThrownBy(() -> withFree(Bytes.ZERO).asking(() -> {
      throw new WrongIdentityException("another host key", new IllegalStateException());
    })).isInstanceOf(WrongIdentityException.class);
  }

  @Test
  public void anAnswerIsHandedOnWhateverTheDiskSays() {
    assertThat(withFree(Bytes.ZERO).asking(() -> "up")).isEqualTo("up");
  }
}
