package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.dust.fixture.Clients;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

/**
 * Starts a new process of Dust many times on a warm database. Prints the time until the port is
 * open and until the first response of {@code GET /store/dust}, and the resident memory then and
 * after some load. The native executable, the jar and the native executables in the arguments
 * alternate.
 */
final class ColdStart {

    private static final int RUNS = Integer.getInteger("runs", 20);
    private static final int REQUESTS = 10_000;
    private static final int CONNECTIONS = 16;
    private static final long POLL_NANOS = 200_000;
    private static final int BYTES_IN_MIB = 1 << 20;

    private final Map<String, String> settings = TestEnvironment.settings();
    private final String token = Tokens.customer("cus_cold");

    /** The figures of one process: times in microseconds, memory in bytes. */
    private record Run(long portOpen, long firstAnswer, long residentAtFirst, long residentAfterLoad) {
    }

    private ColdStart() {
    }

    public static void main(String... arguments) throws IOException {
        Map<String, List<String>> candidates = new LinkedHashMap<>();
        if (Files.isExecutable(DustProcess.NATIVE)) {
            candidates.put("native", List.of(DustProcess.NATIVE.toString()));
        }
        if (Files.exists(Path.of(DustProcess.JAR.get(2)))) {
            candidates.put("jar", DustProcess.JAR);
        }
        for (String other : arguments) {
            candidates.put(other, List.of(other));
        }
        new ColdStart().compare(candidates);
        System.exit(0);
    }

    private void compare(Map<String, List<String>> candidates) throws IOException {
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        boolean stored = false;
        for (int i = 0; i < RUNS; i++) {
            for (Map.Entry<String, List<String>> candidate : candidates.entrySet()) {
                if (!stored) {
                    storeABalance(candidate.getValue());
                    stored = true;
                }
                runs.computeIfAbsent(candidate.getKey(), key -> new ArrayList<>()).add(run(candidate.getValue()));
            }
        }
        System.out.printf("%n%-16s %22s %22s %18s %18s %10s%n", "", "port open, ms", "first answer, ms", "resident, MiB",
                "after load, MiB",
                "size, MB");
        System.out.printf("%-16s %11s%11s %11s%11s %9s%9s %9s%9s%n", RUNS + " runs", "median", "worst", "median", "worst",
                "median",
                "worst", "median", "worst");
        for (Map.Entry<String, List<Run>> entry : runs.entrySet()) {
            print(entry.getKey(), entry.getValue(), size(candidates.get(entry.getKey())));
        }
    }

    private void storeABalance(List<String> command) {
        try (DustProcess dust = DustProcess.launch(command, settings, DustProcess.freePort())) {
            waitForPort(dust);
            new Clients(List.of(dust.url())).change(0, "cus_cold", "add", 42, "cold-start");
        }
    }

    private Run run(List<String> command) {
        int port = DustProcess.freePort();
        long begin = System.nanoTime();
        try (DustProcess dust = DustProcess.launch(command, settings, port)) {
            long open = waitForPort(dust);
            String answer = ask(dust.url());
            long answered = System.nanoTime();
            if (!answer.endsWith("{\"points\":42}")) {
                throw new IllegalStateException("The wrong answer: " + answer);
            }
            long resident = Memory.resident(dust.pid());
            load(dust.url());
            return new Run((open - begin) / 1000, (answered - begin) / 1000, resident, Memory.resident(dust.pid()));
        }
    }

    private static long waitForPort(DustProcess dust) {
        while (true) {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.connect(new InetSocketAddress("localhost", dust.url().getPort()));
                return System.nanoTime();
            } catch (IOException e) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }

    /** Sends a request without an HTTP client, which would need a warm-up. */
    private String ask(URI url) {
        String request = "GET /store/dust HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nConnection: close\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress("localhost", url.getPort()))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) >= 0) {
                // The server closes the connection at the end.
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(URI url) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/store/dust")).header("Authorization", "Bearer " + token)
                .build();
        new Clients(List.of(url)).atOnce(CONNECTIONS, connection -> {
            for (int i = 0; i < REQUESTS / CONNECTIONS; i++) {
                try {
                    if (client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() != 200) {
                        throw new IllegalStateException("Not answered under load");
                    }
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return true;
        });
    }

    private static long size(List<String> command) throws IOException {
        if (command.size() == 1) {
            return Files.size(Path.of(command.get(0)));
        }
        try (Stream<Path> files = Files.walk(Path.of(command.get(2)).getParent())) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void print(String name, List<Run> runs, long size) {
        System.out.printf("%-16s %11.1f%11.1f %11.1f%11.1f %9.1f%9.1f %9.1f%9.1f %10.1f%n", name,
                median(runs, Run::portOpen) / 1000, worst(runs, Run::portOpen) / 1000,
                median(runs, Run::firstAnswer) / 1000, worst(runs, Run::firstAnswer) / 1000,
                median(runs, Run::residentAtFirst) / BYTES_IN_MIB, worst(runs, Run::residentAtFirst) / BYTES_IN_MIB,
                median(runs, Run::residentAfterLoad) / BYTES_IN_MIB, worst(runs, Run::residentAfterLoad) / BYTES_IN_MIB,
                size / 1e6);
    }

    private static double median(List<Run> runs, ToLongFunction<Run> figure) {
        long[] sorted = runs.stream().mapToLong(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }

    private static double worst(List<Run> runs, ToLongFunction<Run> figure) {
        return Arrays.stream(runs.stream().mapToLong(figure).toArray()).max().orElseThrow();
    }
}
