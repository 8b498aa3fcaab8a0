package dev.assay.drivers.ssh;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import dev.assay.core.AssayException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Reads and writes whole files by SFTP over a session. */
final class FileTransfer {

  private static final long READ_CAP = 256L << 20;

  private final Session session;
  private final String where;

  FileTransfer(Session session, String where) {
    this.session = session;
    this.where = where;
  }

  byte[] read(String path) {
    return with("reading " + path + " on " + where + ": ", channel -> {
      var size = channel.stat(literal(path)).getSize();
      if (size > READ_CAP) {
        throw new AssayException.Usage("reading " + path + " on " + where + ": it has " + size + " bytes, more than " + READ_CAP);
      }
      var content = new ByteArrayOutputStream();
      channel.get(literal(path), content);
      return content.toByteArray();
    });
  }

  void write(String path, byte[] content) {
    with("writing " + path + " on " + where + ": ", channel -> {
      channel.put(new ByteArrayInputStream(content), literal(path), ChannelSftp.OVERWRITE);
      return content;
    });
  }

  private byte[] with(String doing, Action action) {
    ChannelSftp channel = null;
    try {
      channel = Channels.make(session, "sftp", ChannelSftp.class);
      Channels.connect(channel);
      return action.on(channel);
    } catch (JSchException e) {
      throw new AssayException.Lab(doing + e.getMessage(), e);
    } catch (SftpException e) {
      throw refused(doing, e);
    } finally {
      if (channel != null) {
        channel.disconnect();
      }
    }
  }

  /** The server said no: that is the product's answer. Anything else is the way there. */
  private static AssayException refused(String doing, SftpException e) {
    return switch (e.id) {
      case ChannelSftp.SSH_FX_NO_SUCH_FILE -> new AssayException.Product(doing + "no such file", e);
      case ChannelSftp.SSH_FX_PERMISSION_DENIED -> new AssayException.Product(doing + "permission denied", e);
      default -> new AssayException.Lab(doing + e.getMessage(), e);
    };
  }

  /** JSch expands wildcards in paths unless they are escaped. */
  private static String literal(String path) {
    return path.replaceAll("[\\\\?*]", "\\\\$0");
  }

  private interface Action {
    byte[] on(ChannelSftp channel) throws SftpException;
  }
}
