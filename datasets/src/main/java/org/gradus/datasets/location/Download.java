package org.gradus.datasets.location;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets a file from one mirror, or what is missing of it.
 *
 * <p>What is there already is continued with a range request (RFC 9110, section 14), and if its
 * version is known only in that version. Whatever a server sends, no more is taken than the file
 * has, and the whole is only accepted with the right checksum.
 */
final class Download {
  private static final Logger LOGGER = System.getLogger(Download.class.getName());

  /** How often one mirror is asked for the rest, as long as each time brings something. */
  private static final int MOST_ANSWERS = 20;

  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final DataFile file;
  private final PartialFile part;
  private final HttpClient client;
  private final Duration longestSilence;
  private final DownloadProgress progress;

  Download(
      DataFile file,
      PartialFile part,
      HttpClient client,
      Duration longestSilence,
      DownloadProgress progress) {
    this.file = file;
    this.part = part;
    this.client = client;
    this.longestSilence = longestSilence;
    this.progress = progress;
  }

  /**
   * Completes the partial file and checks it.
   *
   * @throws IOException if this mirror cannot be read, or has something else; another one may be
   *     better
   */
  void from(URI mirror) throws IOException, InterruptedException {
    boolean patched = complete(mirror);
    Checksum found = part.checksum();
    if (patched && !found.equals(file.checksum())) {
      LOGGER.log(
          Level.WARNING, "[{0}] the pieces do not make up the file: starting over", file.path());
      part.clear();
      complete(mirror);
      found = part.checksum();
    }
    if (!found.equals(file.checksum())) {
      part.clear();
      throw new IOException("it has the " + found);
    }
  }

  /** Gets what is missing, and returns whether the file may be of several answers. */
  private boolean complete(URI mirror) throws IOException, InterruptedException {
    if (part.size() > file.size()) {
      part.clear();
    }
    boolean patched = part.size() > 0;
    progress.received(file, part.size());
    for (int answers = 1; part.size() < file.size(); answers++) {
      long before = part.size();
      try {
        receive(mirror);
      } catch (IOException e) {
        if (part.size() <= before || answers == MOST_ANSWERS) {
          throw e;
        }
        LOGGER.log(
            Level.INFO,
            "[{0}] the download broke off and goes on after {1} bytes: {2}",
            file.path(),
            Long.toString(part.size()),
            e.getMessage());
        patched = true;
      }
    }
    return patched;
  }

  /** Adds what the mirror sends; fails unless that is the whole rest. */
  private void receive(URI mirror) throws IOException, InterruptedException {
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response = ask(mirror);
    try (TimedBody body = new TimedBody(response.body(), longestSilence)) {
      if (response.statusCode() != RANGE_NOT_SATISFIABLE || part.size() == 0) {
        accept(mirror, response);
        take(body);
        return;
      }
    }
    part.clear();
    receive(mirror);
  }

  private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(URI mirror)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(mirror);
    if (part.size() > 0) {
      request.header("Range", "bytes=" + part.size() + "-");
      part.versionFrom(mirror).ifPresent(version -> request.header("If-Range", version));
    }
    CompletableFuture<HttpResponse<Flow.Publisher<List<ByteBuffer>>>> answer =
        client.sendAsync(request.build(), BodyHandlers.ofPublisher());
    try {
      return answer.get(longestSilence.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      HttpTimeoutException failure =
          new HttpTimeoutException("no answer for " + TimedBody.seconds(longestSilence));
      failure.initCause(e);
      throw failure;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Checks the head of an answer, and begins anew unless it continues what is there. */
  private void accept(URI mirror, HttpResponse<?> response) throws IOException {
    switch (response.statusCode()) {
      case OK -> {
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        if (length.isPresent() && length.getAsLong() != file.size()) {
          throw new IOException("it has %s bytes".formatted(length.getAsLong()));
        }
        part.begin(mirror, version(response));
      }
      case PARTIAL_CONTENT -> {
        String range = response.headers().firstValue("Content-Range").orElse("none");
        if (part.size() == 0 || !range.matches(continuation())) {
          throw new IOException("the answer is another range than asked for: " + range);
        }
      }
      default -> throw new IOException("HTTP status " + response.statusCode());
    }
  }

  private String continuation() {
    return "bytes %s-%s/(%s|\\*)".formatted(part.size(), file.size() - 1, file.size());
  }

  /** Returns what identifies these very bytes: a strong entity tag (RFC 9110, section 8.8.3). */
  private static Optional<String> version(HttpResponse<?> response) {
    return response.headers().firstValue("ETag").filter(tag -> tag.startsWith("\""));
  }

  private void take(TimedBody body) throws IOException, InterruptedException {
    for (Optional<List<ByteBuffer>> block = body.next(); block.isPresent(); block = body.next()) {
      for (ByteBuffer bytes : block.get()) {
        if (bytes.remaining() > file.size() - part.size()) {
          part.clear();
          throw new IOException("it has more than %s bytes".formatted(file.size()));
        }
        part.append(bytes);
      }
      progress.received(file, part.size());
    }
    if (part.size() < file.size()) {
      throw new IOException("it ended after %s bytes".formatted(part.size()));
    }
  }
}
