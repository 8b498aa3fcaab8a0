package dev.assay.site.mail;

import dev.assay.core.AssayException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How mail is sent, and who is told of runs.
 *
 * @param certificate a PEM file with the authority's or the server's own certificate, where those of the system do not do
 * @param to who is told when nobody is named
 * @param dashboard where the server's pages are, for links
 */
public record MailSettings(
    String server, int port, Security security, Optional<Login> login, Optional<Path> certificate, InternetAddress from, List<InternetAddress> to,
    Optional<URI> dashboard, When when) {

  /** How what is sent is kept from others on the way. */
  public enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  /** Which runs are told of by themselves: those that change something, all, or none. */
  public enum When {
    CHANGE,
    ALWAYS,
    ASKED
  }

  /** Who we are to the server; the password is read when it is used. */
  public record Login(String user, Supplier<String> password) {}

  public MailSettings {
    to = List.copyOf(to);
    if (login.isPresent() && security == Security.NONE) {
      throw new AssayException.Usage("security 'none' would send the password of '" + login.get().user() + "' readable for everybody on the way; say starttls or tls");
    }
  }

  /**
   * Read an address such as {@code kim@example.org} or {@code Kim <kim@example.org>}.
   *
   * @throws AssayException.Usage when it is none
   */
  public static InternetAddress address(String text) {
    try {
      var address = new InternetAddress(text, true);
      address.validate();
      if (!address.getAddress().contains("@") || address.isGroup()) {
        throw new AddressException("there is no @ in it");
      }
      return address;
    } catch (AddressException e) {
      throw new AssayException.Usage("reading the mail address '" + text + "': " + e.getMessage() + "; expected one such as kim@example.org");
    }
  }
}
