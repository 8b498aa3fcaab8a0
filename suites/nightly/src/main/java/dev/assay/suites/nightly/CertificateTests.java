package dev.assay.suites.nightly;

import static dev.assay.testkit.LabAssertions.assertRefused;
import static dev.assay.testkit.LabAssertions.assertThat;

import dev.assay.core.Capability;
import dev.assay.testkit.Area;
import dev.assay.testkit.Needs;
import dev.assay.testkit.Pool;
import dev.assay.testkit.Size;
import org.testng.annotations.Test;

/** Certificates of authorities come to a pool and go, and none that cannot be. */
@Area("security")
@Needs(Capability.ACCOUNTS)
class CertificateTests {

  private static final String NAME = "assay.pem";

  /** Of an authority that is nobody's: its key was thrown away. */
  private static final String CERTIFICATE = """
      -----BEGIN CERTIFICATE-----
      MIIDITCCAgmgAwIBAgIUV6CgPpk/F5OhygbPyuvZU0KQYEUwDQYJKoZIhvcNAQEL
      BQAwHzEdMBsGA1UEAwwUYXNzYXkgdGVzdCBhdXRob3JpdHkwIBcNMjYxMTI2MDE1
      NzA2WhgPMjEyNjExMDIwMTU3MDZaMB8xHTAbBgNVBAMMFGFzc2F5IHRlc3QgYXV0
      aG9yaXR5MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA5nQMfEJ+M9Yp
      1+5dACjG40pD+nwEYhxa/Ztm+EuXZmcAQX48fKKMuxHIE+NX7JeDVn/1MHzm1vMP
      LaLehiBvDkkFSnTYDYOLZVjIVdeUmm/KomRxl4mYHDFyzuNkPP8UtWJTfB0k7UPK
      D2dF3Tauhl+I/RVmeU5875RtPUzKU4Evw1bK/zahTgm5yPhaW1OfmHAe9WFYilyM
      RHvuU9+Bxb93mAGTaII2QtC9eopqq6vzV5G9RPTr2srrMBUIwjTrCrmF61iSf8vk
      GmipAHSdBSwMv2Z+9vzKvogvMRNLhz7xBoyV5FPCX8loZZ2np5lFMCjotbsM9jG0
      0HTs+Pbz/QIDAQABo1MwUTAdBgNVHQ4EFgQUAvoJsuQ9QllIpj+c8PZ1DVg7cWAw
      HwYDVR0jBBgwFoAUAvoJsuQ9QllIpj+c8PZ1DVg7cWAwDwYDVR0TAQH/BAUwAwEB
      /zANBgkqhkiG9w0BAQsFAAOCAQEAcVqY1Vhx/14mjHV+AzbYNNDbrkpofDqlHFuT
      0xgsZOv/gmvpJSn2+w5bZ4of2idZi69hpsP1T8jpS1uzvP/hK6phW6RByKSG4d/K
      HL0tBydOlYIlRPP4f4Me1kjZ1ZGHDorSugqnyzwpI91TR58PihfzJxtNHis91K9C
      Hka3b1rCTIZ3R3EqZJZ/JMaN46al/3tkQSGVDKMY7pWnEgR/pWWpFRcw7zRvAViL
      GImstu7woqtzpXxAD/2GoZ82QKQ1sS7X+U4R21CJAtH7yXJai1B/a3VeZ0kJdSqR
      bcSgH4VPlA6Bni2icJZgH+dgg/VMH0Nhi3ihMilJGPsLM2b05g==
      -----END CERTIFICATE-----
      """;

  private final Pool pool;

  CertificateTests(@Size(2) Pool pool) {
    this.pool = pool;
  }

  @Test
  void authorityIsTrustedUntilItIsNotAnyMore() {
    pool.trust(NAME, CERTIFICATE);
    assertThat(pool.trusted()).contains(NAME);
    assertRefused("CERTIFICATE_ALREADY_EXISTS", () -> pool.trust(NAME, CERTIFICATE));
    pool.distrust(NAME);
    assertThat(pool.trusted()).doesNotContain(NAME);
  }

  @Test
  void whatIsNoCertificateIsRefused() {
    assertRefused("CERTIFICATE_CORRUPT", () -> pool.trust(NAME, "this is no certificate"));
    assertThat(pool.trusted()).doesNotContain(NAME);
  }

  @Test
  void nameThatIsAPathIsRefused() {
    assertRefused("CERTIFICATE_NAME_INVALID", () -> pool.trust("../../etc/passwd", CERTIFICATE));
  }

  @Test
  void unknownAuthorityCannotBeDistrusted() {
    assertRefused("CERTIFICATE_DOES_NOT_EXIST", () -> pool.distrust("nobody.pem"));
  }
}
