package dev.assay.drivers.power;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.time.SystemTime;
import dev.assay.drivers.Account;
import java.util.List;
import org.testng.annotations.Test;

public class MissingIpmiToolTests {

  @Test
  public void packageToInstallIsNamed() {
    var tool = new IpmiTool(List.of("/nowhere/ipmitool"), "127.0.0.1", 623, new Account("admin", "secret"));
    assertThatThrownBy(() -> new IpmiPower(tool, SystemTime.real()).state())
        .isInstanceOf(AssayException.Lab.class)
        .hasMessageContaining("install the package ipmitool");
  }
}
