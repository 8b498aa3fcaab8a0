package dev.assay.drivers.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Reaches an address that only a host sees, through a channel of the host's own SSH session. */
final class JumpProxy implements Proxy {

  private final Session host;
  private @Nullable ChannelDirectTCPIP channel;
  private InputStream input = InputStream.nullInputStream();
  private OutputStream output = OutputStream.nullOutputStream();

  JumpProxy(Session host) {
    this.host = host;
  }

  @Override
  public void connect(@Nullable SocketFactory ignored, String address, int port, int timeoutMillis) throws Exception {
    var opened = Channels.make(host, "direct-tcpip", ChannelDirectTCPIP.class);
    opened.setHost(address);
    opened.setPort(port);
    opened.setOrgIPAddress("127.0.0.1");
    opened.setOrgPort(0);
    input = opened.getInputStream();
    output = opened.getOutputStream();
    opened.connect(timeoutMillis);
    channel = opened;
  }

  @Override
  public InputStream getInputStream() {
    return input;
  }

  @Override
  public OutputStream getOutputStream() {
    return output;
  }

  @Override
  public @Nullable Socket getSocket() {
    return null;
  }

  @Override
  public void close() {
    if (channel != null) {
      channel.disconnect();
    }
  }
}
