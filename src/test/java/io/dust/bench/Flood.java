package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.dust.fixture.Clients;
import io.dust.fixture.DustProcess;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

/**
 * Measures what hostile clients cost other customers of an instance with HTTP/2 and the default
 * limits.
 */
final class Flood {

    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int READERS = 8;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int SLOW_CONNECTIONS = 500;
    private static final int INVENTED_REQUESTS = 100_000;
    private static final int INVENTORS = 4;
    private static final List<String> LOWEST_PRIORITY = List.of("nice", "-n", "19");

    private final DustProcess dust;
    private final String flooder = "Authorization: Bearer " + Tokens.customer("cus_flooder");

    /** The latency of the other customers' reads, in milliseconds, and how many of them failed. */
    private record Latency(double p50, double p99, double failed) {
    }

    /** What happens beside the reads. */
    private interface Attack {
        void run() throws IOException;
    }

    private Flood(DustProcess dust) {
        this.dust = dust;
    }

    public static void main(String... arguments) throws IOException {
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings());
        settings.keySet().removeIf(name -> name.startsWith("dust.limit."));
        settings.put("dust.http.http2", "true");
        try (DustProcess dust = DustProcess.start(settings)) {
            Flood flood = new Flood(dust);
            flood.latencies();
            flood.inventions();
        }
        System.exit(0);
    }

    private void latencies() throws IOException {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        attacks.put("quiet", () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS)));
        attacks.put("flood over 64 connections", () -> load("wrk", "--threads=1", "--connections=64",
                "--duration=" + SECONDS + "s", "--header=" + flooder));
        attacks.put("flood over 1,000 streams", this::streams);
        attacks.put("1,000 streams, 500 slow connections", () -> beside(this::slowConnections, this::streams));
        Map<String, List<Latency>> latencies = new LinkedHashMap<>();
        read(attacks.get("quiet"));
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Attack> attack : attacks.entrySet()) {
                latencies.computeIfAbsent(attack.getKey(), key -> new ArrayList<>()).add(read(attack.getValue()));
            }
        }
        System.out.printf("%n%-38s%10s%10s%10s%16s%n", "Reads of other customers", "p50, ms", "p99, ms", "failed",
                "p99 of quiet");
        double quiet = median(latencies.get("quiet"), Latency::p99);
        latencies.forEach((name, runs) -> System.out.printf(Locale.ROOT, "%-38s%10.2f%10.2f%10.0f%16.2f%n", name,
                median(runs, Latency::p50), median(runs, Latency::p99), median(runs, Latency::failed),
                median(runs, Latency::p99) / quiet));
    }

    /** Other customers read their balances until the attack is over. */
    private Latency read(Attack attack) throws IOException {
        List<Double> latencies = new ArrayList<>();
        int[] failed = new int[1];
        boolean[] over = new boolean[1];
        List<Thread> readers = IntStream.range(0, READERS).mapToObj(number -> new Thread(() -> {
            HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            HttpRequest request = HttpRequest.newBuilder(dust.url().resolve("/store/dust"))
                    .header("Authorization", "Bearer " + Tokens.customer("cus_reader_" + number)).build();
            while (true) {
                long begin = System.nanoTime();
                int status = status(client, request);
                double milliseconds = (System.nanoTime() - begin) / 1e6;
                synchronized (latencies) {
                    if (over[0]) {
                        return;
                    }
                    latencies.add(milliseconds);
                    failed[0] += status == 200 ? 0 : 1;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        })).toList();
        readers.forEach(Thread::start);
        attack.run();
        synchronized (latencies) {
            over[0] = true;
        }
        readers.forEach(Flood::join);
        return new Latency(Run.percentile(latencies.stream().mapToDouble(each -> each), 50),
                Run.percentile(latencies.stream().mapToDouble(each -> each), 99), failed[0]);
    }

    private void streams() {
        load("h2load", "--clients=10", "--max-concurrent-streams=100", "--duration=" + SECONDS, "--header=" + flooder);
    }

    private void load(String... command) {
        List<String> all = new ArrayList<>(LOWEST_PRIORITY);
        all.addAll(Arrays.asList(command));
        all.add(dust.url() + "/store/dust");
        Generator.run(all, Map.of(), SECONDS);
    }

    private static void beside(Runnable other, Runnable attack) {
        Thread thread = new Thread(other);
        thread.start();
        attack.run();
        join(thread);
    }

    /** Connections that send a byte of their request each second, and start anew when closed. */
    private void slowConnections() {
        byte[] request = ("GET /store/dust HTTP/1.1\r\nX-Long: " + "x".repeat(SECONDS)).getBytes(StandardCharsets.US_ASCII);
        @Nullable
        Socket[] sockets = new Socket[SLOW_CONNECTIONS];
        for (int second = 0; second < SECONDS; second++) {
            for (int i = 0; i < SLOW_CONNECTIONS; i++) {
                try {
                    if (sockets[i] == null) {
                        sockets[i] = new Socket(dust.url().getHost(), dust.url().getPort());
                    }
                    sockets[i].getOutputStream().write(request[second]);
                } catch (IOException closed) {
                    sockets[i] = null;
                }
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
        for (Socket socket : sockets) {
            close(socket);
        }
    }

    /** Requests with methods and paths that do not exist. */
    private void inventions() throws IOException {
        System.out.printf("%n%-38s%16s%16s%n", "Requests with invented names", "metrics, bytes", "resident, MiB");
        print(0);
        for (int quarter = 0; quarter < 4; quarter++) {
            int first = quarter * INVENTED_REQUESTS / 4;
            new Clients(List.of(dust.url())).atOnce(INVENTORS, inventor -> {
                invent(first + inventor, first + INVENTED_REQUESTS / 4);
                return true;
            });
            print(first + INVENTED_REQUESTS / 4);
        }
    }

    private void invent(int first, int end) {
        @Nullable
        Socket socket = null;
        byte[] answer = new byte[8192];
        for (int number = first; number < end; number += INVENTORS) {
            String target = switch (number / INVENTORS % 4) {
                case 0 -> "M" + number + " /store/dust";
                case 1 -> "GET /invented/" + number;
                case 2 -> "PATCH /admin/dust/cus_" + number;
                default -> "GET /store/dust;" + number;
            };
            try {
                socket = socket == null ? new Socket(dust.url().getHost(), dust.url().getPort()) : socket;
                socket.getOutputStream().write((target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                int length = socket.getInputStream().read(answer);
                boolean closes = length < 0 || new String(answer, 0, length, StandardCharsets.US_ASCII)
                        .toLowerCase(Locale.ROOT).contains("connection: close");
                if (closes) {
                    close(socket);
                    socket = null;
                }
            } catch (IOException closed) {
                socket = null;
            }
        }
        close(socket);
    }

    private void print(int requests) throws IOException {
        URI metrics = dust.management().resolve("/q/metrics");
        try {
            int size = HttpClient.newHttpClient().send(HttpRequest.newBuilder(metrics).build(),
                    HttpResponse.BodyHandlers.ofByteArray()).body().length;
            System.out.printf(Locale.ROOT, "%-38d%16d%16.1f%n", requests, size,
                    Memory.resident(dust.pid()) / (double) (1 << 20));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(List<Latency> latencies, ToDoubleFunction<Latency> figure) {
        return Run.percentile(latencies.stream().mapToDouble(figure), 50);
    }

    private static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
