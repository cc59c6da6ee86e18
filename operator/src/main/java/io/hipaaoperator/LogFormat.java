package io.hipaaoperator;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How log lines look. Set up in code: no XML to parse at every start. */
enum LogFormat {
  /** One JSON object a line. */
  json,
  /** For people. */
  text;

  private static final String UNSTABLE_VERSION_WARNING =
      "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";
  private static final String PATTERN =
      "%d{HH:mm:ss.SSS} %-5level %logger{0} %msg %kvp%n%ex{short}";

  /** Makes all logging so, on standard error. */
  void use(Level level) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context));
    appender.start();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    // The libraries print whole objects at DEBUG, which may hold PHI: only our own level follows.
    context.getLogger("io.hipaaoperator").setLevel(level);
    // Our own API is v1alpha1, as we know.
    context.getLogger(UNSTABLE_VERSION_WARNING).setLevel(Level.ERROR);
  }

  private EncoderBase<ILoggingEvent> encoder(LoggerContext context) {
    EncoderBase<ILoggingEvent> encoder = this == json ? jsonEncoder() : textEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static EncoderBase<ILoggingEvent> jsonEncoder() {
    var encoder = new JsonEncoder();
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.setWithArguments(false);
    encoder.setWithMarkers(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    return encoder;
  }

  private static EncoderBase<ILoggingEvent> textEncoder() {
    var encoder = new PatternLayoutEncoder();
    encoder.setPattern(PATTERN);
    return encoder;
  }
}
