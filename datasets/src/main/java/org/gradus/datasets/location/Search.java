package org.gradus.datasets.location;

import com.google.common.base.Throwables;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for one file in one {@link DataHome}, and gets it. */
final class Search {
  private static final Logger LOGGER = System.getLogger(Search.class.getName());
  private static final String RECORDS = ".verified";
  private static final String LOCKS = ".locks";

  private final DataHome home;
  private final DataFile file;
  private final PartialFile.Opener opener;
  private final Verification verification;
  private final Path cached;
  private final List<String> problems = new ArrayList<>();
  private final FileNotFoundException notFound;

  Search(DataHome home, DataFile file, PartialFile.Opener opener) {
    this.home = home;
    this.file = file;
    this.opener = opener;
    this.verification = new Verification(home.cache().resolve(RECORDS));
    this.cached = home.cache().resolve(file.path());
    this.notFound = new FileNotFoundException(file.path());
  }

  /** Returns where the file is. */
  Path run() {
    Optional<Path> here = find();
    if (here.isPresent()) {
      return here.get();
    }
    if (!home.online()) {
      problems.add("downloads are switched off");
    } else if (!file.mirrors().isEmpty()) {
      return locked();
    }
    throw unavailable();
  }

  /** Returns where the file is on this machine, if it is. */
  Optional<Path> find() {
    for (Path folder : home.data()) {
      Path own = folder.resolve(file.path());
      if (!Files.isDirectory(folder)) {
        unused(folder, "there is no such folder");
      } else if (isUsable(own)) {
        return Optional.of(own);
      }
    }
    return isUsable(cached) ? Optional.of(cached) : Optional.empty();
  }

  private boolean isUsable(Path place) {
    Optional<String> problem = problem(place);
    if (problem.isPresent() && Files.exists(place)) {
      unused(place, problem.get());
    } else {
      problem.ifPresent(absence -> problems.add(place + ": " + absence));
    }
    return problem.isEmpty();
  }

  /** Warns of what somebody has put in place, or said to be there, and is of no use. */
  private void unused(Path place, String problem) {
    problems.add(place + ": " + problem);
    LOGGER.log(Level.WARNING, "[{0}] {1} is not used: {2}", file.path(), place, problem);
  }

  private Optional<String> problem(Path place) {
    try {
      return verification.problem(file, place);
    } catch (IOException e) {
      return Optional.of("it cannot be read, " + e);
    }
  }

  private Path locked() {
    Path lockFile = home.cache().resolve(LOCKS).resolve(file.path());
    try {
      Files.createDirectories(lockFile.getParent());
      Files.createDirectories(cached.getParent());
      try (PathLock lock = PathLock.acquire(lockFile)) {
        if (problem(cached).isPresent()) {
          putDamagedAside();
          download();
        }
      }
      return cached;
    } catch (IOException e) {
      throw PartialFile.failed(file, cached, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PartialFile.interrupted(file, e);
    }
  }

  private void putDamagedAside() throws IOException {
    if (Files.exists(cached)) {
      Path aside = cached.resolveSibling(cached.getFileName() + ".damaged");
      Files.move(cached, aside, StandardCopyOption.REPLACE_EXISTING);
      LOGGER.log(
          Level.WARNING,
          "[{0}] what was in the cache is now {1} and is downloaded again",
          file.path(),
          aside);
    }
  }

  private void download() throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(home.connectTimeout())
            .build();
    try (PartialFile part = PartialFile.open(file, cached, opener)) {
      requireSpace(file.size() - part.size());
      Download download = new Download(file, part, client, home.longestSilence(), home.progress());
      for (URI mirror : file.mirrors()) {
        begin(mirror, part.size());
        try {
          download.from(mirror);
          part.finish();
          verification.record(file, cached);
          return;
        } catch (IOException e) {
          String problem = mirror + ": " + reason(e);
          LOGGER.log(Level.WARNING, "[{0}] {1}", file.path(), problem);
          problems.add(problem);
          notFound.addSuppressed(e);
        }
      }
      if (part.size() > 0) {
        problems.add("%s bytes are kept, and continued the next time".formatted(part.size()));
      }
    }
    throw unavailable();
  }

  private void begin(URI mirror, long there) {
    String what = there == 0 ? "downloading" : "going on after %s bytes:".formatted(there);
    LOGGER.log(Level.INFO, "[{0}] {1} {2} ({3})", file.path(), what, mirror, file.licence());
  }

  private void requireSpace(long needed) throws IOException {
    long free = Files.getFileStore(home.cache()).getUsableSpace();
    if (free < needed) {
      throw new FileSystemException(
          home.cache().toString(), null, "only %s bytes are free".formatted(free));
    }
  }

  /** Says why a mirror failed; failures to connect have no message of their own. */
  static String reason(IOException failure) {
    if (failure instanceof ConnectException) {
      return Throwables.getRootCause(failure) instanceof UnresolvedAddressException
          ? "the host is unknown"
          : "there is no connection";
    }
    return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
  }

  private DataUnavailableException unavailable() {
    String from =
        file.mirrors().isEmpty()
            ? "get the file"
            : "download "
                + String.join(" or ", file.mirrors().stream().map(URI::toString).toList());
    return new DataUnavailableException(
        ("[%s] the file is not there: expected %s bytes with the %s, got\n  %s\nHint: %s, and save it"
                + " as %s, or as %s in a folder that the environment variable %s names.")
            .formatted(
                file.path(),
                file.size(),
                file.checksum(),
                String.join("\n  ", problems),
                from,
                cached,
                file.path(),
                StandardFolders.DATA_VARIABLE),
        file,
        problems,
        notFound);
  }
}
