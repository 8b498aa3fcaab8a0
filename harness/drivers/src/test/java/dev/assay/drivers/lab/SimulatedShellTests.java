package dev.assay.drivers.lab;

import dev.assay.drivers.ShellContract;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

public class SimulatedShellTests extends ShellContract {

  private final TestingLab lab = new TestingLab();
  private int files;

  @BeforeClass
  void install() {
    lab.inside(() -> lab.installer().bring(TestingLab.TARGET, TestingLab.CREEDENCE));
  }

  @AfterClass
  void close() {
    lab.close();
  }

  @Override
  protected void withShell(Work work) {
    lab.inside(() -> {
      try (var shell = lab.host().shell("root", TestingLab.PASSWORD)) {
        work.on(shell);
      }
      return true;
    });
  }

  @Override
  protected String newFile() {
    return "/tmp/file-" + files++;
  }
}
