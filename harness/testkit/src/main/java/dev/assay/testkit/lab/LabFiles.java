package dev.assay.testkit.lab;

import dev.assay.drivers.install.BootPrograms;
import dev.assay.drivers.install.HttpNetworkBoot;
import dev.assay.drivers.install.SharedNetworkBoot;
import dev.assay.drivers.install.TftpServer;
import dev.assay.inventory.Lab;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a lab's hosts fetch while they are installed: files over HTTP, and boot programs over TFTP where the lab's file says so. */
record LabFiles(HttpNetworkBoot files, Optional<TftpServer> tftp) implements SharedNetworkBoot.Serving {

  static LabFiles serve(Lab lab, InetSocketAddress listen) {
    var files = HttpNetworkBoot.listen(listen, lab.networkBoot());
    try {
      return new LabFiles(files, lab.tftp().map(settings -> serve(lab, settings, listen, files)));
    } catch (RuntimeException e) {
      files.close();
      throw e;
    }
  }

  private static TftpServer serve(Lab lab, Lab.Tftp settings, InetSocketAddress listen, HttpNetworkBoot files) {
    var byMac = lab.hosts().stream().collect(Collectors.toMap(Lab.Host::mac, Lab.Host::id));
    return TftpServer.listen(new InetSocketAddress(listen.getAddress(), settings.port()), new BootPrograms(Path.of(settings.programs()), byMac, files::file)::find);
  }

  @Override
  public void close() {
    tftp.ifPresent(TftpServer::close);
    files.close();
  }
}
