package org.gradus.datasets.location;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer, block by block, that gives up when nothing comes for a while. The time-out
 * of a request in {@code java.net.http} ends with the answer's headers, so a server that falls
 * silent later would be waited for in vain.
 */
final class TimedBody implements AutoCloseable {
  /** What the server does next: it sends a block, or ends, well or with a failure. */
  private record Event(List<ByteBuffer> block, boolean last, @Nullable Throwable failure) {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Duration longestSilence;
  private final Receiver receiver = new Receiver();

  TimedBody(Flow.Publisher<List<ByteBuffer>> body, Duration longestSilence) {
    this.longestSilence = longestSilence;
    body.subscribe(receiver);
  }

  /**
   * Waits for the next block.
   *
   * @return the block, or nothing at the end
   * @throws HttpTimeoutException if none comes in time
   * @throws IOException if the connection breaks
   */
  Optional<List<ByteBuffer>> next() throws IOException, InterruptedException {
    receiver.demand();
    Event event = events.poll(longestSilence.toNanos(), TimeUnit.NANOSECONDS);
    if (event == null) {
      throw new HttpTimeoutException("nothing was received for " + seconds(longestSilence));
    }
    if (event.failure() != null) {
      throw new IOException(
          "the connection broke: " + event.failure().getMessage(), event.failure());
    }
    return event.last() ? Optional.empty() : Optional.of(event.block());
  }

  /** Returns a time for a message, such as {@code 0.5 s}, to milliseconds. */
  static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
  }

  /** Breaks the connection off, if the end has not come. */
  @Override
  public void close() {
    receiver.cancel();
  }

  /** Takes one block at a time, so that no more is in memory than what is asked for. */
  private final class Receiver implements Flow.Subscriber<List<ByteBuffer>> {
    private Flow.@Nullable Subscription subscription;
    private boolean demanded;
    private boolean cancelled;

    @Override
    public synchronized void onSubscribe(Flow.Subscription made) {
      subscription = made;
      if (cancelled) {
        made.cancel();
      } else if (demanded) {
        made.request(1);
      }
    }

    @Override
    public void onNext(List<ByteBuffer> block) {
      events.add(new Event(block, false, null));
    }

    @Override
    public void onError(Throwable failure) {
      events.add(new Event(List.of(), true, failure));
    }

    @Override
    public void onComplete() {
      events.add(new Event(List.of(), true, null));
    }

    synchronized void demand() {
      demanded = true;
      if (subscription != null) {
        subscription.request(1);
      }
    }

    synchronized void cancel() {
      cancelled = true;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
