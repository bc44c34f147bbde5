package dev.latchkey.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a separate process, on ports that the system chose. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^:]+:([0-9]+)\\. Management interface listening on http://[^:]+:([0-9]+)\\.");

    private final Process process;
    private final Path standardOutput;
    private final Path errorOutput;

    private ServiceProcess(Process process, Path standardOutput, Path errorOutput) {
        this.process = process;
        this.standardOutput = standardOutput;
        this.errorOutput = errorOutput;
    }

    /** Starts a process without waiting. Settings of Latchkey or Quarkus in this process' environment are not passed on. */
    static ServiceProcess launch(Map<String, String> environment) {
        return command(environment, "");
    }

    /** Starts the program with arguments and standard input. */
    static ServiceProcess command(Map<String, String> environment, String input, String... arguments) {
        try {
            // a separate directory, because Quarkus would read a developer's .env
            Path directory = Files.createTempDirectory(Path.of("target"), "service-");
            Path standardOutput = directory.resolve("stdout.log");
            Path errorOutput = directory.resolve("stderr.log");
            ProcessBuilder builder = Artifact.process(environment)
                    .directory(directory.toFile())
                    .redirectOutput(standardOutput.toFile())
                    .redirectError(errorOutput.toFile());
            builder.command().addAll(List.of(arguments));
            builder.redirectInput(
                    Files.writeString(directory.resolve("stdin"), input).toFile());
            return new ServiceProcess(builder.start(), standardOutput, errorOutput);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a process and waits until it reports that it listens. */
    static ServiceProcess start(Map<String, String> environment) {
        ServiceProcess service = launch(environment);
        try {
            service.awaitListening();
            return service;
        } catch (AssertionError e) {
            service.close();
            throw e;
        }
    }

    void awaitListening() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!LISTENING.matcher(output()).find()) {
            if (!process.isAlive()) {
                throw new AssertionError("the service has ended with " + process.exitValue() + ": " + output());
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the service does not get ready: " + output());
            }
            Waiting.aMoment();
        }
    }

    /** Waits for the process to end by itself. */
    int awaitEnd(Duration patience) {
        if (!endsWithin(patience)) {
            throw new AssertionError("the service is still running: " + output());
        }
        return process.exitValue();
    }

    /** Sends the process a signal, by its name without SIG. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks the process to end, as an orchestrator does, and waits for its end. */
    int stop() {
        return stop(PATIENCE);
    }

    int stop(Duration patience) {
        process.destroy();
        return awaitEnd(patience);
    }

    Client client() {
        return new Client(uri(1), uri(2));
    }

    /** Returns all output of the process so far. */
    String output() {
        return read(standardOutput) + read(errorOutput);
    }

    List<String> standardOutputLines() {
        return read(standardOutput).lines().toList();
    }

    /** Kills the process if it is still running. */
    @Override
    public void close() {
        process.destroyForcibly();
        endsWithin(PATIENCE);
    }

    private URI uri(int group) {
        Matcher listening = LISTENING.matcher(output());
        if (!listening.find()) {
            throw new IllegalStateException("the service is not started");
        }
        return URI.create("http://localhost:" + listening.group(group));
    }

    private boolean endsWithin(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
