package dev.assay.site.mail;

import dev.assay.analysis.gate.GateDecision;
import dev.assay.core.Verdict;
import dev.assay.site.pictures.Drawn;
import dev.assay.site.pictures.Ink;
import dev.assay.site.pictures.RunsPicture;
import dev.assay.site.summary.Summary;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A mail about a run, in text and in HTML with a chart inside; the same run gives the same bytes. */
public final class RunMail {

  private static final String PICTURE = "runs@assay";

  private final MailPage page;
  private final Optional<byte[]> picture;

  private RunMail(MailPage page, Optional<byte[]> picture) {
    this.page = page;
    this.picture = picture;
  }

  /** Make it; without a chart where none can be drawn. */
  public static RunMail of(Summary summary, Optional<GateDecision> gate, Past past, Optional<URI> dashboard) {
    var picture = Drawn.of(() -> RunsPicture.of(past.runs(), Ink::printed).png());
    return new RunMail(new MailPage(summary, gate, past, dashboard, picture.map(_ -> PICTURE)), picture);
  }

  public String subject() {
    return page.subject();
  }

  public String text() {
    return page.text();
  }

  /** Whether it tells something new: another verdict than the run before, or a failure not seen on an earlier build. */
  public boolean isNews() {
    return page.past().isChange() || page.summary().failures().stream().anyMatch(card -> card.isNew() && card.signature().verdict() == Verdict.FAIL);
  }

  /** Write it as a file that mail programs open; it names neither sender nor receiver. */
  public void writeTo(OutputStream out) throws IOException {
    try {
      message(Session.getInstance(new Properties()), Optional.empty(), List.of()).writeTo(out);
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  MimeMessage message(Session session, Optional<InternetAddress> from, List<InternetAddress> to) throws MessagingException {
    var run = page.summary().run();
    Instant moment = run.ended().orElse(run.started());
    var name = run.id() + "." + moment.getEpochSecond();
    var message = new MimeMessage(session) {
      @Override
      protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + name + "@assay>");
      }
    };
    if (from.isPresent()) {
      message.setFrom(from.get());
    }
    message.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
    message.setSubject(page.subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(moment));
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setHeader("X-Assay-Run", run.id().value());
    message.setHeader("X-Assay-Verdict", page.word());
    message.setContent(new Parts("alternative", name, text("plain", page.text()), related(name)));
    message.saveChanges();
    return message;
  }

  private BodyPart related(String name) throws MessagingException {
    var html = new StringOutput();
    TemplateEngine.createPrecompiled(ContentType.Html).render("mail.jte", page, html);
    var part = text("html", html.toString());
    if (picture.isEmpty()) {
      return part;
    }
    var image = new MimeBodyPart();
    image.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.get(), "image/png")));
    image.setHeader("Content-ID", "<" + PICTURE + ">");
    image.setDisposition("inline");
    image.setFileName("runs.png");
    var whole = new MimeBodyPart();
    whole.setContent(new Parts("related", name, part, image));
    return whole;
  }

  private static MimeBodyPart text(String subtype, String text) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, StandardCharsets.UTF_8.name(), subtype);
    return part;
  }

  /** Parts with a boundary made from the run, where the library would take the clock. */
  private static final class Parts extends MimeMultipart {

    Parts(String subtype, String name, BodyPart... parts) throws MessagingException {
      super(subtype, parts);
      contentType = "multipart/" + subtype + "; boundary=\"=_" + subtype + "." + name + "\"";
    }
  }
}
