package dev.assay.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.assay.core.AssayException;
import dev.assay.core.RunId;
import dev.assay.database.TestingDatabase;
import dev.assay.site.mail.MailServer;
import dev.assay.site.mail.MailSettings;
import dev.assay.site.mail.MailSettings.Login;
import dev.assay.site.mail.MailSettings.Security;
import dev.assay.site.mail.MailSettings.When;
import dev.assay.site.mail.RunMail;
import dev.assay.store.StoredFindings;
import dev.assay.store.StoredRuns;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/** Mail, against a real SMTP server on loopback: plain, and by TLS with a login. */
public class MailTests {

  private static final String PASSWORD = "not-to-be-seen";
  private static final String STORE_PASSWORD = "of-the-key-store";

  private TestingDatabase database;
  private StoredRuns runs;
  private RunId first;
  private RunId second;
  private GreenMail post;
  private Path keys;

  @BeforeClass
  void start() throws Exception {
    keys = keyStore();
    System.setProperty("greenmail.tls.keystore.file", keys.toString());
    System.setProperty("greenmail.tls.keystore.password", STORE_PASSWORD);
    System.setProperty("greenmail.tls.key.password", STORE_PASSWORD);
    database = TestingDatabase.create();
    runs = StoredRuns.over(database);
    first = new TestingRun(runs).store("6.5-90100");
    second = new TestingRun(runs).store("6.5-90233");
    post = new GreenMail(new ServerSetup[] {setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)});
    post.setUser("assay@example.org", "assay", PASSWORD);
    post.start();
  }

  private static ServerSetup setup(String protocol) {
    var setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(60_000);
    return setup;
  }

  @AfterClass(alwaysRun = true)
  void stop() {
    post.stop();
    runs.close();
    database.close();
  }

  private RunMail mail(RunId run) {
    return Reports.over(runs, StoredFindings.over(database)).mail(run, Optional.empty(), Optional.of(URI.create("https://assay.example.org/")));
  }

  private MailSettings settings(Security security, Optional<String> password, Optional<Path> certificate) {
    return settings(security == Security.TLS ? post.getSmtps().getPort() : post.getSmtp().getPort(), security, password, certificate);
  }

  private MailSettings settings(int port, Security security, Optional<String> password, Optional<Path> certificate) {
    return new MailSettings("localhost", port, security, password.map(word -> new Login("assay", () -> word)), certificate,
        MailSettings.address("Assay <assay@example.org>"), List.of(MailSettings.address("kim@example.org")), Optional.empty(), When.CHANGE);
  }

  private MimeMessage sent(MailSettings settings, RunId run) throws Exception {
    post.purgeEmailFromAllMailboxes();
    new MailServer(settings).send(mail(run), settings.to());
    assertThat(post.getReceivedMessages()).hasSize(1);
    return post.getReceivedMessages()[0];
  }

  @Test
  public void theSubjectIsTheVerdictAndTheFirstLinesHoldWhatMatters() throws Exception {
    var message = sent(settings(Security.NONE, Optional.empty(), Optional.empty()), second);
    assertThat(message.getSubject()).startsWith("FAIL bvt 6.5-90233: ").endsWith("known (R-2)");
    assertThat(message.getFrom()[0].toString()).isEqualTo("Assay <assay@example.org>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    var text = parts(message).getFirst();
    assertThat(text.isMimeType("text/plain")).isTrue();
    assertThat(text.getContent().toString().lines().limit(10)).anyMatch(line -> line.startsWith("FAIL  bvt on XenServer 6.5.0"))
        .anyMatch(line -> line.contains("of 64 passed")).contains("https://assay.example.org/runs/R-2").contains("before: FAIL in R-1 on 6.5-90100");
  }

  @Test
  public void thePageHoldsItsChartAndShowsMarkupAsText() throws Exception {
    var parts = parts(sent(settings(Security.NONE, Optional.empty(), Optional.empty()), second));
    var html = parts.get(1).getContent().toString();
    assertThat(parts.get(1).isMimeType("text/html")).isTrue();
    assertThat(html).contains("cid:runs@assay").doesNotContain("<script");
    assertThat(parts.get(2).getHeader("Content-ID")).containsExactly("<runs@assay>");
    assertThat(ImageIO.read(parts.get(2).getInputStream()).getWidth()).isEqualTo(1_280);
  }

  private static List<Part> parts(Part part) throws Exception {
    if (!(part.getContent() instanceof Multipart parts)) {
      return List.of(part);
    }
    var all = new ArrayList<Part>();
    for (int i = 0; i < parts.getCount(); i++) {
      all.addAll(parts(parts.getBodyPart(i)));
    }
    return all;
  }

  @Test
  public void aServerWhoseCertificateIsNotTrustedIsSentNothing() throws Exception {
    refuses(settings(Security.TLS, Optional.of(PASSWORD), Optional.empty()), "PKIX");
  }

  /** A password is not sent after a server, or somebody between, that says it cannot encrypt. */
  @Test
  public void aServerWithoutStarttlsIsSentNothingWhereItIsAskedFor() throws Exception {
    refuses(settings(Security.STARTTLS, Optional.of(PASSWORD), Optional.of(certificate())), "STARTTLS is required");
  }

  private void refuses(MailSettings settings, String why) throws Exception {
    post.purgeEmailFromAllMailboxes();
    assertThatThrownBy(() -> new MailServer(settings).send(mail(first), settings.to()))
        .isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("sending mail by localhost port").hasMessageContaining(why).hasMessageNotContaining(PASSWORD);
    assertThat(post.getReceivedMessages()).isEmpty();
  }

  @Test
  public void aTrustedServerTakesItOverTlsWithALogin() throws Exception {
    var certificate = certificate();
    assertThat(sent(settings(Security.TLS, Optional.of(PASSWORD), Optional.of(certificate)), first).getSubject()).contains("6.5-90100");
  }

  /** Everything from the login on is encrypted; of the login nothing is said before. */
  @Test
  public void aServerThatOffersStarttlsTakesItEncrypted() throws Exception {
    try (var front = new StartTlsFront(tls(), post.getSmtp().getPort())) {
      assertThat(sent(settings(front.port(), Security.STARTTLS, Optional.of(PASSWORD), Optional.of(certificate())), first).getSubject()).contains("6.5-90100");
      assertThat(front.inTheClear()).hasSize(2).first().asString().startsWith("EHLO");
      assertThat(front.inTheClear()).last().isEqualTo("STARTTLS");
    }
  }

  @Test
  public void aServerThatOffersStarttlsWithAKeyThatIsNotTrustedIsSentNothing() throws Exception {
    try (var front = new StartTlsFront(tls(), post.getSmtp().getPort())) {
      refuses(settings(front.port(), Security.STARTTLS, Optional.of(PASSWORD), Optional.empty()), "PKIX");
    }
  }

  /** Make what the server encrypts with. */
  private SSLContext tls() throws Exception {
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(KeyStore.getInstance(keys.toFile(), STORE_PASSWORD.toCharArray()), STORE_PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Test
  public void aWrongPasswordIsSaidSoWithoutBeingSaid() throws Exception {
    var settings = settings(Security.TLS, Optional.of("wrong-secret"), Optional.of(certificate()));
    assertThatThrownBy(() -> new MailServer(settings).send(mail(first), settings.to()))
        .isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("user 'assay'").hasMessageNotContaining("wrong-secret");
  }

  @Test
  public void aServerThatIsNotThereIsSaidSo() {
    var gone = new MailSettings("127.0.0.1", 1, Security.NONE, Optional.empty(), Optional.empty(), MailSettings.address("a@example.org"), List.of(), Optional.empty(), When.ALWAYS);
    assertThatThrownBy(() -> new MailServer(gone).send(mail(first), List.of(MailSettings.address("kim@example.org"))))
        .isInstanceOf(AssayException.Unavailable.class).hasMessageContaining("port 1");
  }

  @Test
  public void aPasswordIsNeverSentReadable() {
    assertThatThrownBy(() -> settings(Security.NONE, Optional.of(PASSWORD), Optional.empty())).isInstanceOf(AssayException.Usage.class).hasMessageContaining("starttls");
  }

  @Test
  public void addressesThatCarryMoreThanAnAddressAreRefused() {
    for (var text : List.of("", "kim", "kim@example.org\r\nBcc: all@example.org", "a@example.org, b@example.org", "kim@")) {
      assertThatThrownBy(() -> MailSettings.address(text)).as(text).isInstanceOf(AssayException.Usage.class);
    }
  }

  @Test
  public void theSameRunGivesTheSameMailAndOnlyAChangeIsNews() throws Exception {
    var once = new ByteArrayOutputStream();
    var again = new ByteArrayOutputStream();
    mail(second).writeTo(once);
    mail(second).writeTo(again);
    assertThat(once.toString(StandardCharsets.UTF_8)).isEqualTo(again.toString(StandardCharsets.UTF_8));
    assertThat(new MimeMessage(null, new ByteArrayInputStream(once.toByteArray())).getMessageID()).startsWith("<R-2.");
    assertThat(mail(first).isNews()).isTrue();
    assertThat(mail(second).isNews()).isFalse();
  }

  /** Make the server a key of its own, valid for the name by which it is called here. */
  private static Path keyStore() throws Exception {
    var store = Files.createTempDirectory(Path.of("target"), "mail").resolve("server.p12");
    var keytool = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-alias", "mail", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
        "-keystore", store.toString(), "-storepass", STORE_PASSWORD).redirectErrorStream(true).start();
    assertThat(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isNotNull();
    assertThat(keytool.waitFor()).isZero();
    return store;
  }

  /** Return the server's own certificate as a PEM file. */
  private Path certificate() throws Exception {
    var store = KeyStore.getInstance(keys.toFile(), STORE_PASSWORD.toCharArray());
    var encoded = Base64.getMimeEncoder().encodeToString(store.getCertificate("mail").getEncoded());
    return Files.writeString(keys.resolveSibling("server.pem"), "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }
}
