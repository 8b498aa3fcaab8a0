package dev.assay.jenkins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers over a real socket as a Jenkins of today does to the calls that are made, by its documented remote API: a build waits
 * in the queue for one look, then runs for one look, then has ended. It is no Jenkins.
 */
final class RecordedJenkins implements AutoCloseable {

  private final HttpServer server;
  private final List<String> asked = new ArrayList<>();
  private int looksAtQueue;
  private int looksAtBuild;

  RecordedJenkins() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    switch (path) {
      case "/job/product/api/json" -> json(exchange, 200, """
          {"_class":"org.jenkinsci.plugins.workflow.job.WorkflowJob","description":"","displayName":"product","name":"product","url":"%s/job/product/",
           "buildable":true,"builds":[],"color":"blue","inQueue":false,"keepDependencies":false,"nextBuildNumber":42,"concurrentBuild":true,
           "firstBuild":null,"lastBuild":null,"queueItem":null}""".formatted(address()));
      case "/job/product/buildWithParameters" -> {
        exchange.getResponseHeaders().add("Location", address() + "/queue/item/17/");
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
      }
      case "/queue/item/17/api/json" -> json(exchange, 200, """
          {"_class":"hudson.model.Queue$LeftItem","actions":[],"blocked":false,"buildable":false,"id":17,"inQueueSince":1700000000000,"params":"\\nBRANCH=main",
           "stuck":false,"task":{"_class":"x","name":"product","url":"%s/job/product/"},"url":"queue/item/17/","why":null,"cancelled":false,
           "timestamp":1700000000000,"executable":%s}""".formatted(address(), looksAtQueue++ == 0 ? "null" : "{\"_class\":\"x\",\"number\":42,\"url\":\"" + address() + "/job/product/42/\"}"));
      case "/job/product/42/api/json" -> json(exchange, 200, build(looksAtBuild++ == 0));
      case "/job/product/42/logText/progressiveText" -> {
        exchange.getResponseHeaders().add("X-Text-Size", "9");
        var text = exchange.getRequestURI().getQuery().contains("start=0") ? "building\n" : "";
        bytes(exchange, 200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
      }
      case "/job/product/42/artifact/media/install.img" -> bytes(exchange, 200, "application/octet-stream", "image".getBytes(StandardCharsets.UTF_8));
      case "/job/refused/api/json" -> json(exchange, 403, "{}");
      default -> json(exchange, 404, "{}");
    }
  }

  private String build(boolean building) {
    return """
        {"_class":"org.jenkinsci.plugins.workflow.job.WorkflowRun","actions":[],"artifacts":[{"displayPath":"install.img","fileName":"install.img",
         "relativePath":"media/install.img"}],"building":%s,"description":null,"displayName":"#42","duration":5,"estimatedDuration":5,
         "fullDisplayName":"product #42","id":"42","keepLog":false,"number":42,"queueId":17,"result":%s,"timestamp":1700000000000,
         "url":"%s/job/product/42/","changeSets":[],"builtOn":"","culprits":[]}""".formatted(building, building ? "null" : "\"SUCCESS\"", address());
  }

  private static void json(HttpExchange exchange, int code, String text) throws IOException {
    bytes(exchange, code, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(HttpExchange exchange, int code, String type, byte[] content) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(code, content.length == 0 ? -1 : content.length);
    if (content.length > 0) {
      exchange.getResponseBody().write(content);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
