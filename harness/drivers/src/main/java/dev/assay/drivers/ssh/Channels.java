package dev.assay.drivers.ssh;

import com.jcraft.jsch.Channel;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;

/** Makes channels of a session, which may be lost at any moment. */
final class Channels {

  private Channels() {}

  /**
   * Make a channel, not connected yet.
   *
   * @throws JSchException when the session is down
   */
  static <C extends Channel> C make(Session session, String type, Class<C> channelClass) throws JSchException {
    var channel = session.openChannel(type);
    // JSch answers with nothing when the session is lost between its two looks at it.
    if (channel == null) {
      throw new JSchException("session is down");
    }
    return channelClass.cast(channel);
  }

  /**
   * Make a channel usable. JSch looks every 10 ms for 20 s whether the server agreed or the session was lost; with a
   * limit of our own it would sleep to the limit's end when the session is lost meanwhile.
   */
  static void connect(Channel channel) throws JSchException {
    channel.connect();
  }

  /** Ask for a channel, and leave it unused. A session that cannot even be asked is ended. */
  static boolean isGiven(Session session) {
    Channel channel = null;
    try {
      channel = make(session, "session", Channel.class);
      connect(channel);
      return true;
    } catch (JSchException e) {
      if (e.getCause() instanceof IOException) {
        session.disconnect();
      }
      return false;
    } finally {
      if (channel != null) {
        channel.disconnect();
      }
    }
  }
}
