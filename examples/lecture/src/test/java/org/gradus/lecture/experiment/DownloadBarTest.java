package org.gradus.lecture.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.DataUnavailableException;
import org.gradus.optimizers.listener.TextProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server on this machine. */
class DownloadBarTest {
  private static final int SIZE = 1_234_567;

  private final byte[] content = new byte[SIZE];
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream console = new PrintStream(shown, true, UTF_8);
  private HttpServer server;

  @TempDir private Path cache;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/whole", request -> send(request, SIZE));
    server.createContext("/half", request -> send(request, SIZE / 2));
    server.start();
  }

  private void send(HttpExchange request, int bytes) throws IOException {
    try (request) {
      request.sendResponseHeaders(200, SIZE);
      request.getResponseBody().write(Arrays.copyOf(content, bytes));
      request.getResponseBody().flush();
    }
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private DataFile file(String path, String mirror) throws NoSuchAlgorithmException {
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    String address = "http://127.0.0.1:%s/%s".formatted(server.getAddress().getPort(), mirror);
    return DataFile.of(path, SIZE, Checksum.sha256(hash), "Public domain.", address);
  }

  private DownloadBar bar() {
    return new DownloadBar((task, steps) -> TextProgress.on(console, task, steps));
  }

  private DataHome home(DownloadBar bar) {
    return DataHome.standard().withData().withCache(cache).withProgress(bar);
  }

  private String[] lines() {
    return shown.toString(UTF_8).split("[\r\n]+");
  }

  @Test
  void everyFileHasABarThatEndsFull() throws IOException, NoSuchAlgorithmException {
    try (DownloadBar bar = bar()) {
      Path first = home(bar).locate(file("set/letters.bin", "whole"));
      home(bar).locate(file("set/signs.bin", "whole"));

      assertArrayEquals(content, Files.readAllBytes(first));
    }
    String[] full =
        Arrays.stream(lines()).filter(line -> line.contains("1235/1235")).toArray(String[]::new);
    assertTrue(full[0].startsWith("letters.bin, kB 100% ["), full[0]);
    assertTrue(full[full.length - 1].startsWith("signs.bin, kB 100% ["), full[full.length - 1]);
    assertTrue(shown.toString(UTF_8).endsWith("\n"));
  }

  @Test
  void aFileThatIsHereHasNone() throws IOException, NoSuchAlgorithmException {
    DataFile file = file("set/letters.bin", "whole");
    Files.createDirectories(cache.resolve("set"));
    Files.write(cache.resolve("set/letters.bin"), content);
    try (DownloadBar bar = bar()) {
      home(bar).locate(file);
    }
    assertEquals("", shown.toString(UTF_8));
  }

  @Test
  void theLineEndsWhereADownloadDoesNotSucceed() throws NoSuchAlgorithmException {
    DataFile file = file("set/letters.bin", "half");
    try (DownloadBar bar = bar()) {
      assertThrows(DataUnavailableException.class, () -> home(bar).locate(file));
    }
    String[] lines = lines();
    assertTrue(lines[lines.length - 1].startsWith("letters.bin, kB "), lines[lines.length - 1]);
    assertTrue(shown.toString(UTF_8).endsWith("\n"));
  }
}
