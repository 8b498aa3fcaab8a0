package dev.assay.site.server;

import java.util.List;

/**
 * How the server is to be reached.
 *
 * @param host the address it listens on; loopback unless somebody says otherwise
 * @param port 0 for any that is free
 * @param publicNames other names under which browsers know it, such as that of a TLS proxy
 * @param openReading whether everybody who reaches it may read
 */
public record SiteSettings(String host, int port, List<String> publicNames, boolean openReading) {

  public SiteSettings {
    publicNames = List.copyOf(publicNames);
  }

  public static SiteSettings loopback(int port) {
    return new SiteSettings("127.0.0.1", port, List.of(), false);
  }

  public boolean isLoopback() {
    return host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost");
  }
}
