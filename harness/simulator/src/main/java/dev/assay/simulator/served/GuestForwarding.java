package dev.assay.simulator.served;

import dev.assay.core.AssayException;
import java.util.function.ToIntFunction;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/** A channel through a host to a simulated guest's SSH port: the address means something in the lab only. */
record GuestForwarding(ToIntFunction<String> guests) implements ChannelFactory {

  private static final int SSH_PORT = 22;
  private static final int CONNECT_FAILED = 2;

  @Override
  public String getName() {
    return "direct-tcpip";
  }

  @Override
  public Channel createChannel(Session session) {
    return new GuestChannel();
  }

  private final class GuestChannel extends TcpipServerChannel {

    GuestChannel() {
      super(TcpForwardingFilter.Type.Direct, null);
    }

    @Override
    protected OpenFuture doInit(Buffer request) {
      var address = request.getString();
      int port = request.getInt();
      if (port != SSH_PORT) {
        return refused(address + " does not listen on port " + port);
      }
      try {
        return super.doInit(redirected(guests.applyAsInt(address), request));
      } catch (AssayException.Lab e) {
        return refused(e.getMessage());
      }
    }

    private Buffer redirected(int port, Buffer request) {
      var redirected = new ByteArrayBuffer();
      redirected.putString("127.0.0.1");
      redirected.putInt(port);
      redirected.putString(request.getString());
      redirected.putInt(request.getInt());
      return redirected;
    }

    private OpenFuture refused(String why) {
      var future = new DefaultOpenFuture(this, this);
      future.setException(new SshChannelOpenException(getChannelId(), CONNECT_FAILED, "Connection refused: " + why));
      return future;
    }
  }
}
