package dev.assay.cli;

import dev.assay.config.Field;
import dev.assay.config.Place;
import dev.assay.config.Type;
import dev.assay.config.Types;
import dev.assay.config.YamlFile;
import dev.assay.core.AssayException;
import dev.assay.inventory.Secret;
import dev.assay.inventory.SecretType;
import dev.assay.site.mail.MailSettings;
import dev.assay.site.mail.MailSettings.Login;
import dev.assay.site.mail.MailSettings.Security;
import dev.assay.site.mail.MailSettings.When;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads how mail is sent: {@code mail.yaml} among the data, or the file that {@code $ASSAY_MAIL} names. */
public final class MailFile {

  private static final int SUBMISSION = 587;
  private static final int MOST_PORT = 65_535;

  private MailFile() {}

  /** Read the settings, if there are any. */
  public static Optional<MailSettings> configured(Workspace workspace) {
    var named = System.getenv().getOrDefault("ASSAY_MAIL", "");
    var file = named.isBlank() ? usual(workspace) : Path.of(named);
    return named.isBlank() && !Files.exists(file) ? Optional.empty() : Optional.of(read(file));
  }

  static MailSettings required(Workspace workspace, @Nullable Path given) {
    return given == null
        ? configured(workspace).orElseThrow(() -> new AssayException.Usage("sending mail: there is no " + usual(workspace)
            + " that says how; write one (see docs/report-formats.md), or name one with --mail-settings or $ASSAY_MAIL"))
        : read(given);
  }

  private static Path usual(Workspace workspace) {
    return workspace.data().resolve("mail.yaml");
  }

  private static MailSettings read(Path file) {
    return YamlFile.read(file, MailFile::settings).orThrow("reading the mail settings " + file);
  }

  private static Field<MailSettings> settings(Place place) {
    var section = place.section();
    var address = addresses();
    var server = section.required("server", Types.text());
    var port = section.optional("port", Types.integer(1, MOST_PORT), SUBMISSION);
    var security = section.optional("security", Types.oneOf(Security.class), Security.STARTTLS);
    var login = section.optional("login", MailFile::login);
    var certificate = section.optional("certificate", Types.parsed(Path::of, "a file of PEM certificates"));
    var from = section.required("from", address);
    var to = section.list("to", address);
    var dashboard = section.optional("dashboard", Types.uri("http", "https"));
    var when = section.optional("when", Types.oneOf(When.class), When.CHANGE);
    return section.make(() -> new MailSettings(server.get(), port.get(), security.get(), login.get(), certificate.get(), from.get(), to.get(), dashboard.get(), when.get()));
  }

  private static Type<InternetAddress> addresses() {
    return Types.parsed(MailSettings::address, "a mail address such as kim@example.org");
  }

  private static Field<Login> login(Place place) {
    var section = place.section();
    var user = section.required("user", Types.text());
    var password = section.required("password", new SecretType());
    return section.make(() -> new Login(user.get(), revealed(password.get())));
  }

  private static Supplier<String> revealed(Secret secret) {
    return () -> secret.reveal(System.getenv());
  }
}
