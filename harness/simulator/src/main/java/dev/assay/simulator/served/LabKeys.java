package dev.assay.simulator.served;

import dev.assay.core.HostId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * Makes the keys of simulated hosts from the lab's seed, so that a lab file with their fingerprints stays true when the
 * lab is served again. They protect nothing: whoever knows the seed has them.
 */
record LabKeys(long seed) {

  private static final String CURVE = "secp256r1";

  /** What a key is for; each purpose has its own. */
  enum Purpose {
    XAPI,
    SSH,
    POWER
  }

  KeyPair key(HostId host, Purpose purpose) {
    return key(host, purpose, 0);
  }

  /** Make the key that the host has after this many installations, each of which made a new one. */
  KeyPair key(HostId host, Purpose purpose, int installations) {
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(CURVE));
      var curve = parameters.getParameterSpec(ECParameterSpec.class);
      var secret = secret(host.value() + (installations == 0 ? "" : " installation " + installations), purpose, curve.getOrder());
      var point = CustomNamedCurves.getByName(CURVE).getG().multiply(secret).normalize();
      var shared = new ECPoint(point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
      var keys = KeyFactory.getInstance("EC");
      return new KeyPair(keys.generatePublic(new ECPublicKeySpec(shared, curve)), keys.generatePrivate(new ECPrivateKeySpec(secret, curve)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has the P-256 curve", e);
    }
  }

  private BigInteger secret(String host, Purpose purpose, BigInteger order) throws GeneralSecurityException {
    var text = "simulated lab " + seed + " host " + host + " " + purpose;
    var digest = new BigInteger(1, MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    return digest.mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }
}
