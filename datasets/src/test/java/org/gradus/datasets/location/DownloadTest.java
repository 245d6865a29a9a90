package org.gradus.datasets.location;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from servers on this machine. */
class DownloadTest {
  private static final int SIZE = 200_000;
  private static final int HALF = SIZE / 2;
  private static final String PATH = "set/file.bin";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final byte[] content = new byte[SIZE];
  private final byte[] other = new byte[SIZE];
  private final Checksum checksum;
  private final Checksum otherChecksum;
  private final List<Long> progress = new ArrayList<>();

  @TempDir private Path cache;

  DownloadTest(@TempDir Path folder) throws IOException {
    new Random(1).nextBytes(content);
    Checksum any = Checksum.sha256("0".repeat(64));
    checksum = any.of(Files.write(folder.resolve("content"), content));
    otherChecksum = any.of(Files.write(folder.resolve("other"), other));
  }

  private DataFile file(URI... mirrors) {
    return new DataFile(PATH, SIZE, checksum, "Public domain.", List.of(mirrors));
  }

  private DataHome home() {
    return DataHome.standard()
        .withData()
        .withCache(cache)
        .withTimeouts(LONG, LONG)
        .withProgress((file, bytes) -> progress.add(bytes));
  }

  private Path target() {
    return cache.resolve(PATH);
  }

  private Path part() {
    return cache.resolve(PATH + ".part");
  }

  private void assertDownloaded(URI... mirrors) throws IOException {
    assertEquals(target(), home().locate(file(mirrors)));
    assertArrayEquals(content, Files.readAllBytes(target()));
    try (Stream<Path> files = Files.list(target().getParent())) {
      assertEquals(List.of(target()), files.toList());
    }
  }

  private List<String> problems(URI... mirrors) {
    DataUnavailableException e =
        assertThrows(DataUnavailableException.class, () -> home().locate(file(mirrors)));
    return e.problems();
  }

  @Test
  void aFileIsDownloadedOnce() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      assertDownloaded(mirror.uri());
      assertDownloaded(mirror.uri());

      assertEquals(List.of("-|-"), mirror.requests());
      assertEquals(0, progress.get(0));
      assertEquals(SIZE, progress.get(progress.size() - 1));
      assertEquals(progress.stream().sorted().toList(), progress);
    }
  }

  @Test
  void anEmptyFileNeedsNoMirror() throws IOException {
    Path empty = Files.createFile(cache.resolve("empty"));
    Checksum of = checksum.of(empty);
    URI nowhere = URI.create("http://127.0.0.1:1/");

    Path path = home().locate(new DataFile("none", 0, of, "Public domain.", List.of(nowhere)));

    assertEquals(0, Files.size(path));
  }

  @Test
  void aBrokenDownloadIsContinuedAtOnce() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.broken(content, HALF), Mirror.range(content))) {
      assertDownloaded(mirror.uri());

      assertEquals(2, mirror.requests().size());
      assertTrue(mirror.requests().get(1).matches("bytes=[1-9]\\d*-\\|\"v1\""));
    }
  }

  @Test
  void aLaterProcessContinuesInTheSameVersion() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.range(content))) {
      Files.createDirectories(target().getParent());
      Files.write(part(), Arrays.copyOf(content, HALF));
      Files.write(cache.resolve(PATH + ".part.origin"), List.of(mirror.uri().toString(), "\"v7\""));

      assertDownloaded(mirror.uri());

      assertEquals(List.of("bytes=%s-|\"v7\"".formatted(HALF)), mirror.requests());
      assertEquals(HALF, progress.get(0));
    }
  }

  @Test
  void anotherMirrorContinuesWithoutAVersion() throws IOException {
    try (Mirror first = new Mirror(Mirror.broken(content, HALF), Mirror.status(503));
        Mirror second = new Mirror(Mirror.range(content))) {
      assertDownloaded(first.uri(), second.uri());

      assertEquals(1, second.requests().size());
      assertTrue(second.requests().get(0).matches("bytes=[1-9]\\d*-\\|-"));
    }
  }

  @Test
  void aServerThatSendsTheWholeStartsOver() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.broken(other, HALF), Mirror.whole(content))) {
      assertDownloaded(mirror.uri());
    }
  }

  @Test
  void aPartOfAnotherVersionIsFoundOutAndDropped() throws IOException {
    try (Mirror mirror =
        new Mirror(Mirror.broken(other, HALF), Mirror.range(content), Mirror.whole(content))) {
      assertDownloaded(mirror.uri());

      assertEquals(3, mirror.requests().size());
      assertEquals("-|-", mirror.requests().get(2));
    }
  }

  @Test
  void aPartThatIsTooLongIsDropped() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      Files.createDirectories(target().getParent());
      Files.write(part(), new byte[SIZE + 1]);

      assertDownloaded(mirror.uri());

      assertEquals(List.of("-|-"), mirror.requests());
    }
  }

  @Test
  void aRangeThatCannotBeSatisfiedStartsOver() throws IOException {
    try (Mirror mirror =
        new Mirror(Mirror.broken(content, HALF), Mirror.status(416), Mirror.whole(content))) {
      assertDownloaded(mirror.uri());

      assertEquals("-|-", mirror.requests().get(2));
    }
  }

  @Test
  void aRangeNotAskedForIsNotUsed() {
    try (Mirror mirror = new Mirror(Mirror.partial(7, content))) {
      assertEquals(
          List.of(
              target() + ": it is not there",
              mirror.uri()
                  + ": the answer is another range than asked for: bytes 7-%s/%s"
                      .formatted(SIZE - 1, SIZE)),
          problems(mirror.uri()));
    }
  }

  @Test
  void aConnectionThatBreaksIsSaid() {
    try (Mirror mirror = new Mirror(Mirror.broken(content, 0))) {
      String problem = problems(mirror.uri()).get(1);

      assertTrue(problem.startsWith(mirror.uri() + ": the connection broke: "), problem);
    }
  }

  @Test
  void whatIsKeptIsSaid() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.broken(content, HALF), Mirror.status(503))) {
      List<String> problems = problems(mirror.uri());

      assertEquals(
          List.of(
              target() + ": it is not there",
              mirror.uri() + ": HTTP status 503",
              Files.size(part()) + " bytes are kept, and continued the next time"),
          problems);
    }
  }

  @Test
  void theNextMirrorIsTakenWhenOneHasNothing() throws IOException {
    try (Mirror first = new Mirror(Mirror.status(404));
        Mirror second = new Mirror(Mirror.whole(content))) {
      assertDownloaded(first.uri(), second.uri());
    }
  }

  @Test
  void theNextMirrorIsTakenWhenOneHasSomethingElse() throws IOException {
    try (Mirror first = new Mirror(Mirror.whole(other));
        Mirror second = new Mirror(Mirror.whole(content))) {
      assertDownloaded(first.uri(), second.uri());

      assertEquals(List.of("-|-"), second.requests());
    }
  }

  @Test
  void whatEachMirrorDidIsSaid() throws IOException {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = URI.create("http://127.0.0.1:%s/".formatted(socket.getLocalPort()));
    }
    try (Mirror wrong = new Mirror(Mirror.whole(other));
        Mirror missing = new Mirror(Mirror.status(404));
        Mirror shorter = new Mirror(Mirror.whole(new byte[12]));
        Mirror ended = new Mirror(Mirror.chunked(new byte[12]));
        Mirror longer = new Mirror(Mirror.chunked(new byte[SIZE + 1]))) {
      URI[] mirrors = {
        wrong.uri(), missing.uri(), shorter.uri(), longer.uri(), ended.uri(), closed
      };

      DataUnavailableException e =
          assertThrows(DataUnavailableException.class, () -> home().locate(file(mirrors)));

      assertEquals(
          """
          [set/file.bin] the file is not there: expected 200000 bytes with the %s, got
            %s: it is not there
            %s: it has the %s
            %s: HTTP status 404
            %s: it has 12 bytes
            %s: it has more than 200000 bytes
            %s: it ended after 12 bytes
            %s: there is no connection
            12 bytes are kept, and continued the next time
          Hint: download %s, and save it as %s, or as set/file.bin in a folder that the environment \
          variable GRADUS_DATA names."""
              .formatted(
                  checksum,
                  target(),
                  wrong.uri(),
                  otherChecksum,
                  missing.uri(),
                  shorter.uri(),
                  longer.uri(),
                  ended.uri(),
                  closed,
                  String.join(" or ", Stream.of(mirrors).map(URI::toString).toList()),
                  target()),
          e.getMessage());
      assertEquals(file(mirrors), e.file());
    }
  }

  @Test
  void anUnknownHostIsSaid() {
    IOException failure = new ConnectException();
    failure.initCause(new UnresolvedAddressException());

    assertEquals("the host is unknown", Search.reason(failure));
  }

  @Test
  void aServerThatDoesNotAnswerIsLeft() {
    try (Mirror mirror = new Mirror()) {
      mirror.then(mirror.silence());
      DataHome home = home().withTimeouts(LONG, SHORT);

      DataUnavailableException e =
          assertThrows(DataUnavailableException.class, () -> home.locate(file(mirror.uri())));

      assertEquals(mirror.uri() + ": no answer for 0.1 s", e.problems().get(1));
    }
  }

  @Test
  void aServerThatFallsSilentIsLeft() throws IOException {
    try (Mirror mirror = new Mirror();
        Mirror next = new Mirror(Mirror.range(content))) {
      mirror.then(mirror.silenceAfter(content, HALF)).then(mirror.silence());
      DataHome home = home().withTimeouts(LONG, Duration.ofSeconds(1));

      Path path = home.locate(file(mirror.uri(), next.uri()));

      assertArrayEquals(content, Files.readAllBytes(path));
      assertEquals(1, next.requests().size());
    }
  }

  @Test
  void aFullDiskIsNoReasonToAskAnotherMirror() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      DataFile file = file(mirror.uri(), mirror.uri());
      Search search =
          new Search(
              home(),
              file,
              path ->
                  new FullDisk(
                      PartialFile.appendTo(path), new IOException("No space left on device")));

      UncheckedIOException e = assertThrows(UncheckedIOException.class, search::run);

      assertEquals(
          ("[set/file.bin] the file cannot be stored: expected 200000 bytes at %s, got"
                  + " java.io.IOException: No space left on device. Hint: another cache folder is"
                  + " set with the environment variable GRADUS_CACHE, or with"
                  + " -Dgradus.cache=FOLDER.")
              .formatted(target()),
          e.getMessage());
      assertEquals(1, mirror.requests().size());
      assertEquals(FullDisk.SPACE, Files.size(part()));
    }
  }

  @Test
  void anInterruptWhileItIsStoredIsOneToo() {
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      Search search =
          new Search(
              home(),
              file(mirror.uri()),
              path -> new FullDisk(PartialFile.appendTo(path), new ClosedByInterruptException()));

      UncheckedIOException e = assertThrows(UncheckedIOException.class, search::run);

      assertEquals("[set/file.bin] the download was interrupted.", e.getMessage());
    }
  }

  /** Takes some bytes and then no more. */
  private static final class FullDisk implements WritableByteChannel {
    static final int SPACE = 1000;

    private final WritableByteChannel disk;
    private final IOException failure;
    private int written;

    FullDisk(WritableByteChannel disk, IOException failure) {
      this.disk = disk;
      this.failure = failure;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (written == SPACE) {
        throw failure;
      }
      int length = Math.min(SPACE - written, bytes.remaining());
      written += disk.write(bytes.slice().limit(length));
      bytes.position(bytes.position() + length);
      return length;
    }

    @Override
    public boolean isOpen() {
      return disk.isOpen();
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }

  @Test
  void whatDoesNotFitIsNotBegun() throws IOException {
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      DataFile huge =
          DataFile.of("huge", Long.MAX_VALUE, checksum, "Nobody's.", mirror.uri().toString());

      UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> home().locate(huge));

      assertTrue(
          e.getMessage()
              .matches(
                  "\\[huge\\] the file cannot be stored: expected 9223372036854775807 bytes at .*,"
                      + " got java.nio.file.FileSystemException: .*: only \\d+ bytes are free\\."
                      + " Hint: another cache folder is set with the environment variable GRADUS_CACHE,"
                      + " or with -Dgradus.cache=FOLDER\\."),
          e.getMessage());
      assertEquals(List.of(), mirror.requests());
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsSaid() throws IOException {
    Path blocked = Files.createFile(cache.resolve("blocked"));
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      DataHome home = home().withCache(blocked.resolve("cache"));

      UncheckedIOException e =
          assertThrows(UncheckedIOException.class, () -> home.locate(file(mirror.uri())));

      assertTrue(
          e.getMessage()
              .startsWith(
                  "[set/file.bin] the file cannot be stored: expected 200000 bytes at "
                      + blocked.resolve("cache").resolve(PATH)
                      + ", got java.nio.file."),
          e.getMessage());
    }
  }

  @Test
  void threadsDownloadAFileOnce() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (Mirror mirror = new Mirror(Mirror.whole(content))) {
      List<Future<Path>> paths = new ArrayList<>();
      DataHome home = home().withProgress(DownloadProgress.none());
      for (int i = 0; i < 4; i++) {
        paths.add(threads.submit(() -> home.locate(file(mirror.uri()))));
      }
      for (Future<Path> path : paths) {
        assertEquals(target(), path.get());
      }
      assertEquals(1, mirror.requests().size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anInterruptEndsTheWaiting() {
    try (Mirror mirror = new Mirror()) {
      mirror.then(mirror.silence());
      DataHome home = home().withProgress((file, bytes) -> Thread.currentThread().interrupt());

      UncheckedIOException e =
          assertThrows(UncheckedIOException.class, () -> home.locate(file(mirror.uri())));

      assertEquals("[set/file.bin] the download was interrupted.", e.getMessage());
      assertTrue(Thread.interrupted());
    }
  }
}
