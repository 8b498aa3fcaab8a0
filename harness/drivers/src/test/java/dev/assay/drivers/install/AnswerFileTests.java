package dev.assay.drivers.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.core.AssayException;
import dev.assay.core.HostId;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.testng.annotations.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

public class AnswerFileTests {

  private static final URI MEDIA = URI.create("http://media.lab/6.5/?a=1&b=2");
  private static final String NASTY = "p<a>ss&\"w'ord]]>é";

  @Test
  public void valuesSurviveWhateverMarkupTheyHold() throws Exception {
    var document = parse(new AnswerFile(target(NASTY, new AdminInterface.Dhcp("eth0")), MEDIA, List.of()));
    assertThat(text(document, "/installation/root-password")).isEqualTo(NASTY);
    assertThat(text(document, "/installation/root-password/@type")).isEqualTo("plaintext");
    assertThat(text(document, "/installation/source[@type='url']")).isEqualTo(MEDIA.toString());
  }

  @Test
  public void freshInstallationOnTheNamedDiskIsAskedFor() throws Exception {
    var document = parse(new AnswerFile(InstallTarget.of(HostId.of("h1"), "x"), MEDIA, List.of()));
    assertThat(text(document, "/installation/@mode")).isEqualTo("fresh");
    assertThat(text(document, "/installation/primary-disk")).isEqualTo("sda");
    assertThat(text(document, "/installation/hostname")).isEqualTo("h1");
    assertThat(text(document, "/installation/admin-interface[@name='eth0']/@proto")).isEqualTo("dhcp");
    assertThat(text(document, "count(/installation/script)")).isEqualTo("0");
  }

  @Test
  public void staticAddressIsWrittenWithItsNetwork() throws Exception {
    var network = new AdminInterface.Static("eth1", "10.0.0.5", "255.255.255.0", "10.0.0.1", List.of("10.0.0.2", "10.0.0.3"));
    var document = parse(new AnswerFile(target("x", network), MEDIA, List.of()));
    assertThat(text(document, "/installation/admin-interface[@proto='static']/ip")).isEqualTo("10.0.0.5");
    assertThat(text(document, "/installation/admin-interface/gateway")).isEqualTo("10.0.0.1");
    assertThat(text(document, "/installation/name-server[2]")).isEqualTo("10.0.0.3");
  }

  @Test
  public void controlCharacterIsRefusedWithoutShowingThePassword() {
    var answers = new AnswerFile(target("hid\u0007den", new AdminInterface.Dhcp("eth0")), MEDIA, List.of());
    assertThatThrownBy(answers::render).isInstanceOf(AssayException.Usage.class).hasMessageNotContaining("hid");
  }

  @Test
  public void passwordDoesNotShowWhenPrinted() {
    assertThat(target("hidden", new AdminInterface.Dhcp("eth0")).toString()).doesNotContain("hidden");
  }

  @Test
  public void bootScriptNamesTheMediaAndTheAnswers() {
    var script = new BootScript(URI.create("http://media.lab/6.5/"), URI.create("http://boot/h1/answerfile.xml")).render();
    assertThat(script).startsWith("#!ipxe\n")
        .contains("kernel http://media.lab/6.5/boot/xen.gz")
        .contains("answerfile=http://boot/h1/answerfile.xml install");
  }

  @Test
  public void keyThatIsNoKeyReachesNoScript() {
    assertThatThrownBy(() -> new KeyScript("ssh-rsa AAAA'; reboot; '")).isInstanceOf(AssayException.Usage.class);
  }

  private static InstallTarget target(String password, AdminInterface network) {
    return new InstallTarget(HostId.of("h1"), "h1", password, "sda", network, "Etc/UTC", List.of("0.ntp"), Optional.empty(), false);
  }

  private static Document parse(AnswerFile answers) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(answers.render())));
  }

  private static String text(Document document, String path) throws Exception {
    return XPathFactory.newInstance().newXPath().evaluate(path, document);
  }
}
