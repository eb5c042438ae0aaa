package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.dust.fixture.DustProcess;
import io.dust.fixture.Json;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;

/** A process of Dust, under load by wrk over HTTP. */
final class DustContestant implements Contestant {

    private static final Path TOKENS = Path.of("target", "bench", "tokens");
    private static final String POOL_SIZE = "DUST_DATABASE_POOL_SIZE";
    private static final String UNREACHED = "1000000";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int ATTEMPTS = 10;

    private final String name;
    private final BenchPostgres postgres;
    private final DustProcess dust;
    private final String staff = Tokens.staff("user_bench");
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private long acknowledged;
    private long transactionsBefore;

    DustContestant(String name, List<String> command, BenchPostgres postgres) {
        this.name = name;
        this.postgres = postgres;
        Map<String, String> settings = new HashMap<>(TestEnvironment.settings(postgres.settings()));
        if (System.getenv(POOL_SIZE) != null) {
            settings.put("dust.database.pool-size", System.getenv(POOL_SIZE));
        }
        // The limits are at work and never met: the clients are few and ask for more than a shop does.
        for (String caller : List.of("customer", "customer-change", "staff")) {
            settings.put("dust.limit." + caller + "-rate", UNREACHED);
            settings.put("dust.limit." + caller + "-burst", UNREACHED);
        }
        writeTokens();
        dust = DustProcess.start(command, settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean takes(Workload workload) {
        return true;
    }

    @Override
    public Run.Load run(Workload.Case work, int seconds) {
        transactionsBefore = postgres.transactions();
        Generator.Output output = Generator.run(List.of("wrk", "--threads=1", "--connections=" + work.connections(),
                "--duration=" + seconds + "s", "--timeout=10s", "--latency", "--script=" + work.workload().script("lua"),
                dust.url().toString()),
                Map.of("TOKENS", TOKENS.toString(), "STAFF", staff, "CUSTOMERS",
                        Integer.toString(work.workload().customers()), "RUN", Long.toString(System.currentTimeMillis()),
                        "SECRET", TestEnvironment.eventSecret()),
                seconds);
        acknowledged = work.workload().transactions((long) output.number("succeeded=(\\d+)"));
        return new Run.Load(output.number("succeeded=(\\d+)") / output.number("seconds=([\\d.]+)"),
                output.number("p50_ms=([\\d.]+)"), output.number("p99_ms=([\\d.]+)"),
                (long) output.number("errors=(\\d+)"), (long) output.number("refused=(\\d+)"));
    }

    @Override
    public double cpu() {
        return CpuTime.of(dust.pid());
    }

    @Override
    public void check() {
        String verification = verify();
        if (!Json.parse(verification).get("ok").booleanValue()) {
            throw new IllegalStateException("A rule is broken: " + verification);
        }
        long stored = postgres.transactions() - transactionsBefore;
        if (stored < acknowledged) {
            throw new IllegalStateException("%d were acknowledged, %d are there".formatted(acknowledged, stored));
        }
    }

    @Override
    public void close() {
        dust.close();
    }

    /** Waits until the overload of the previous run has passed. */
    private String verify() {
        HttpRequest request = HttpRequest.newBuilder(dust.url().resolve("/admin/dust/verify")).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + staff).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            for (int i = 1; answer.statusCode() == 503 && i < ATTEMPTS; i++) {
                Thread.sleep(1000);
                answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            }
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("The rules are not checked: " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeTokens() {
        try {
            Files.createDirectories(TOKENS.getParent());
            Files.write(TOKENS, IntStream.rangeClosed(1, Workload.READ.customers())
                    .mapToObj(number -> Tokens.customer("cus_%026d".formatted(number))).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
