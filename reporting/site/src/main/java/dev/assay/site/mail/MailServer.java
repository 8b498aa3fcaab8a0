package dev.assay.site.mail;

import dev.assay.core.AssayException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Hands mail to the configured server, once: to all who are named, or to nobody. */
public final class MailServer {

  private static final String LIMIT_MILLIS = "15000";

  private final MailSettings settings;

  public MailServer(MailSettings settings) {
    this.settings = settings;
  }

  /**
   * Send it.
   *
   * @throws AssayException.Unavailable when the server does not answer, refuses us, or refuses somebody who is named
   */
  public void send(RunMail mail, List<InternetAddress> to) {
    var session = Session.getInstance(properties());
    try (var transport = session.getTransport(settings.security() == MailSettings.Security.TLS ? "smtps" : "smtp")) {
      var message = mail.message(session, Optional.of(settings.from()), to);
      if (settings.login().isPresent()) {
        transport.connect(settings.server(), settings.port(), settings.login().get().user(), settings.login().get().password().get());
      } else {
        transport.connect(settings.server(), settings.port(), null, null);
      }
      transport.sendMessage(message, message.getAllRecipients());
    } catch (AuthenticationFailedException e) {
      throw failure("it does not take the user '" + settings.login().map(MailSettings.Login::user).orElse("") + "' with that password", e);
    } catch (SendFailedException e) {
      throw failure("it refused " + (e.getInvalidAddresses() == null ? "the mail" : Arrays.toString(e.getInvalidAddresses())) + " (" + reason(e) + "); nobody was sent it", e);
    } catch (MessagingException e) {
      throw failure(reason(e), e);
    }
  }

  private AssayException failure(String what, Exception cause) {
    return new AssayException.Unavailable("sending mail by " + settings.server() + " port " + settings.port() + ": " + what, cause);
  }

  /** Return what the innermost failure says, in one line. */
  private static String reason(MessagingException failure) {
    Throwable cause = failure;
    while (cause instanceof MessagingException messaging && messaging.getNextException() != null) {
      cause = messaging.getNextException();
    }
    return switch (cause) {
      case UnknownHostException _ -> "no host of that name is known; see 'server' in the mail settings";
      case ConnectException _ -> "nobody takes the connection there; see 'server' and 'port' in the mail settings";
      case SocketTimeoutException _ -> "no answer within " + Integer.parseInt(LIMIT_MILLIS) / 1000 + " s; see 'port' and 'security' in the mail settings, or try again later";
      default -> String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
    };
  }

  private Properties properties() {
    var properties = new Properties();
    for (var protocol : List.of("mail.smtp", "mail.smtps")) {
      properties.put(protocol + ".connectiontimeout", LIMIT_MILLIS);
      properties.put(protocol + ".timeout", LIMIT_MILLIS);
      properties.put(protocol + ".writetimeout", LIMIT_MILLIS);
      properties.put(protocol + ".auth", Boolean.toString(settings.login().isPresent()));
      properties.put(protocol + ".ssl.checkserveridentity", "true");
      settings.certificate().ifPresent(_ -> properties.put(protocol + ".ssl.socketFactory", trusting().getSocketFactory()));
    }
    boolean starttls = settings.security() == MailSettings.Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(starttls));
    return properties;
  }

  /** Trust the configured certificates, and no others. */
  private SSLContext trusting() {
    var file = settings.certificate().orElseThrow();
    try (var in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("certificate-" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssayException.Usage("reading the mail server's certificate " + file + ": " + e.getMessage() + "; expected a file of PEM certificates");
    }
  }
}
