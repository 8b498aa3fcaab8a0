package dev.assay.simulator.served;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * One SFTP message (draft-ietf-secsh-filexfer-02): a type, then strings and numbers.
 *
 * @param content read from its start
 */
record SftpMessage(int type, ByteArrayBuffer content) {

  static final int INIT = 1;
  static final int VERSION = 2;
  static final int OPEN = 3;
  static final int CLOSE = 4;
  static final int READ = 5;
  static final int WRITE = 6;
  static final int LSTAT = 7;
  static final int FSTAT = 8;
  static final int SETSTAT = 9;
  static final int FSETSTAT = 10;
  static final int REALPATH = 16;
  static final int STAT = 17;
  static final int STATUS = 101;
  static final int HANDLE = 102;
  static final int DATA = 103;
  static final int NAME = 104;
  static final int ATTRS = 105;

  private static final int LENGTH_CAP = 1 << 20;

  /** Read the next message; empty at the end of the stream. */
  static Optional<SftpMessage> read(DataInputStream input) throws IOException {
    int length;
    try {
      length = input.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 1 || length > LENGTH_CAP) {
      throw new IOException("an SFTP message of " + length + " bytes");
    }
    int type = input.readUnsignedByte();
    return Optional.of(new SftpMessage(type, new ByteArrayBuffer(input.readNBytes(length - 1))));
  }

  static SftpMessage of(int type) {
    return new SftpMessage(type, new ByteArrayBuffer());
  }

  SftpMessage number(long value) {
    content.putUInt(value);
    return this;
  }

  SftpMessage longNumber(long value) {
    content.putLong(value);
    return this;
  }

  SftpMessage text(String value) {
    content.putBytes(value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  SftpMessage bytes(byte[] value, int offset, int length) {
    content.putBytes(value, offset, length);
    return this;
  }

  void writeTo(OutputStream output) throws IOException {
    var body = content.getCompactData();
    var whole = ByteBuffer.allocate(Integer.BYTES + 1 + body.length);
    new DataOutputStream(output).write(whole.putInt(1 + body.length).put((byte) type).put(body).array());
    output.flush();
  }
}
