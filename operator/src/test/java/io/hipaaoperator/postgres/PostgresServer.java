package io.hipaaoperator.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL on loopback, with TLS and a CA of its own: one for the whole run of tests, from
 * server programs that are pinned in the pom. Where it does not start, tests fail.
 */
public final class PostgresServer implements AutoCloseable {
  static final String PASSWORD = "it's a test";
  private static final Duration START = Duration.ofSeconds(60);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path folder;
  private final Programs programs;
  private final int port;
  private final Process server;

  private PostgresServer(String... settings) throws IOException {
    folder = Files.createTempDirectory("hipaa-postgres");
    programs = Programs.unpack(folder);
    certificates();
    port = freePort();
    Files.writeString(folder.resolve("password"), PASSWORD);
    programs.run(
        "initdb",
        "--pgdata=data",
        "--username=postgres",
        "--pwfile=password",
        "--encoding=UTF8",
        "--auth=scram-sha-256",
        "--no-locale",
        "--no-sync");
    Path data = folder.resolve("data");
    Files.writeString(data.resolve("pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
    Files.writeString(
        data.resolve("postgresql.conf"), configuration() + String.join("\n", settings) + "\n");
    server = programs.start("postgres", "-D", "data");
    await();
  }

  /** Starts one; returns when it answers. */
  public static PostgresServer start(String... settings) {
    try {
      var server = new PostgresServer(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database of a test's own. */
  public TestDatabase database() {
    return new TestDatabase(this, "it_" + DATABASES.incrementAndGet());
  }

  /** Where it is, for a role whose password is that of all. */
  public Login login(String database, String user) {
    return new Login("127.0.0.1", port, database, user, folder.resolve("password"), ca());
  }

  /** The certificate that signed the server's. */
  public Path ca() {
    return folder.resolve("ca.crt");
  }

  /** Shows another certificate to who connects from now on. */
  public void useCertificate(String name) {
    try (var admin = admin("postgres");
        var statement = admin.createStatement()) {
      statement.execute("ALTER SYSTEM SET ssl_cert_file = '" + folder.resolve(name) + "'");
      statement.execute("SELECT pg_reload_conf()");
      TimeUnit.MILLISECONDS.sleep(500);
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection with all rights; it looks at no certificate. */
  Connection admin(String database) throws SQLException {
    var properties = new Properties();
    properties.put("user", "postgres");
    properties.put("password", PASSWORD);
    properties.put("sslmode", "require");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
  }

  private String configuration() {
    return """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        ssl = on
        ssl_cert_file = '%s'
        ssl_key_file = '%s'
        max_connections = 50
        fsync = off
        max_wal_size = 2GB
        """
        .formatted(port, folder.resolve("server.crt"), folder.resolve("server.key"));
  }

  private void certificates() {
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=it-ca"
            + " -keyout ca.key -out ca.crt");
    openssl(
        "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=127.0.0.1"
            + " -addext subjectAltName=IP:127.0.0.1,DNS:localhost -keyout server.key -out server.csr");
    for (var each : new String[][] {{"server", "2"}, {"expired", "-1"}}) {
      openssl(
          "x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -copy_extensions copy"
              + " -days "
              + each[1]
              + " -out "
              + each[0]
              + ".crt");
    }
  }

  private void openssl(String arguments) {
    programs.run(("openssl " + arguments).split(" "));
  }

  private void await() throws IOException {
    Instant end = Instant.now().plus(START);
    while (!answers()) {
      if (!server.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException(Files.readString(folder.resolve("postgres.log")));
      }
    }
  }

  private boolean answers() {
    try (Connection connection = admin("postgres")) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Ends it and removes its files. */
  @Override
  public void close() {
    try {
      server.children().forEach(ProcessHandle::destroy);
      server.destroy();
      server.waitFor(10, TimeUnit.SECONDS);
      new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
