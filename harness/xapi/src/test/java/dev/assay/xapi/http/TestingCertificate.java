package dev.assay.xapi.http;

import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that a host made for itself, long expired and of another name, as lab hosts have them. */
record TestingCertificate(X509Certificate certificate, SSLContext context) {

  static TestingCertificate make() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    var keys = generator.generateKeyPair();
    var name = new X500Name("CN=some-host");
    var builder = new JcaX509v3CertificateBuilder(name, BigInteger.ONE, new Date(0), new Date(1_000_000_000_000L), name, keys.getPublic());
    var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    var certificate = new JcaX509CertificateConverter().getCertificate(signed);
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, new char[0]);
    store.setKeyEntry("host", keys.getPrivate(), new char[0], new Certificate[] {certificate});
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, new char[0]);
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return new TestingCertificate(certificate, context);
  }

  TlsTrust pin() {
    return TlsTrust.pinned(Fingerprint.of(certificate).hex());
  }
}
