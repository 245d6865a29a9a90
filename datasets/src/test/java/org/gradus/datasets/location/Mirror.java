package org.gradus.datasets.location;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that gives prepared answers, one after the other, then the last. */
final class Mirror implements AutoCloseable {
  /** Answers a request. */
  interface Answer {
    void to(HttpExchange request) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<Answer> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  Mirror(Answer... answers) {
    this.answers = new ArrayDeque<>(List.of(answers));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange request) throws IOException {
    requests.add("%s|%s".formatted(header(request, "Range"), header(request, "If-Range")));
    try (request) {
      nextAnswer().to(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Answer nextAnswer() {
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  private static String header(HttpExchange request, String name) {
    return String.join(",", request.getRequestHeaders().getOrDefault(name, List.of("-")));
  }

  /** Returns the address of a file. */
  URI uri() {
    return URI.create("http://127.0.0.1:%s/file".formatted(server.getAddress().getPort()));
  }

  /** Returns what was asked for: {@code Range|If-Range} of each request, "-" where absent. */
  List<String> requests() {
    return Collections.unmodifiableList(requests);
  }

  /** Answers with a status alone. */
  static Answer status(int code) {
    return request -> request.sendResponseHeaders(code, -1);
  }

  /** Sends everything, whatever is asked for. */
  static Answer whole(byte[] content) {
    return broken(content, content.length);
  }

  /** Says that it sends everything, and closes the connection after some of it. */
  static Answer broken(byte[] content, int sent) {
    return request -> {
      request.getResponseHeaders().set("ETag", "\"v1\"");
      request.sendResponseHeaders(200, content.length);
      send(request, Arrays.copyOf(content, sent));
    };
  }

  /** Sends what is asked for, from a position to the end. */
  static Answer range(byte[] content) {
    return request -> {
      String range = request.getRequestHeaders().getFirst("Range");
      int from = Integer.parseInt(range.replaceAll("\\D", ""));
      partial(from, content).to(request);
    };
  }

  /** Sends the end of the content as a range, whatever is asked for. */
  static Answer partial(int from, byte[] content) {
    return request -> {
      request
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %s-%s/%s".formatted(from, content.length - 1, content.length));
      request.sendResponseHeaders(206, content.length - from);
      send(request, Arrays.copyOfRange(content, from, content.length));
    };
  }

  /** Sends everything without saying how long it is. */
  static Answer chunked(byte[] content) {
    return request -> {
      request.sendResponseHeaders(200, 0);
      send(request, content);
    };
  }

  /** Never answers. */
  Answer silence() {
    return request -> end.await();
  }

  /** Says that it sends everything, sends some of it, and then nothing more. */
  Answer silenceAfter(byte[] content, int sent) {
    return request -> {
      request.sendResponseHeaders(200, content.length);
      request.getResponseBody().write(content, 0, sent);
      request.getResponseBody().flush();
      end.await();
    };
  }

  /** Adds an answer after the prepared ones. */
  Mirror then(Answer answer) {
    answers.add(answer);
    return this;
  }

  private static void send(HttpExchange request, byte[] content) throws IOException {
    OutputStream body = request.getResponseBody();
    body.write(content);
    body.flush();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
