package org.gradus.core.plugin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Keeps what is logged, as level and message. */
final class RecordedLog extends Handler {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void publish(LogRecord message) {
    lines.add(message.getLevel() + ": " + message.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
