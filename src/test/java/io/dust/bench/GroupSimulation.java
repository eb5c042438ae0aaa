package io.dust.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.dust.database.Groups;
import io.dust.fixture.DatabaseLimits;
import io.dust.fixture.DustProcess;
import io.dust.fixture.Layout;
import io.dust.fixture.TestEnvironment;
import io.dust.fixture.Tokens;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * 64 groups of customers on four PostgreSQLs, with an instance for each: what customers of other
 * groups notice of a hot customer, of a hot group, and of a PostgreSQL that is gone.
 */
final class GroupSimulation {

    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int GROUPS = 64;
    private static final int DATABASES = 4;
    private static final int CUSTOMERS_OF_A_GROUP = 20;
    private static final int CLIENTS = 16;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int FLOOD = 600;
    private static final int HOT = 5;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final List<EmbeddedPostgres> databases = new ArrayList<>();
    private final List<DustProcess> instances = new ArrayList<>();
    private final List<List<String>> customers = customersByGroup();
    private final String staff = Tokens.staff("user_bench");
    private final AtomicLong keys = new AtomicLong();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What a client saw. */
    private record Answer(int group, int status, double milliseconds) {
    }

    public static void main(String... arguments) throws Exception {
        GroupSimulation simulation = new GroupSimulation();
        try {
            for (int i = 0; i < DATABASES; i++) {
                simulation.start(i);
            }
            simulation.run();
        } finally {
            simulation.instances.forEach(DustProcess::close);
            for (EmbeddedPostgres database : simulation.databases) {
                database.close();
            }
        }
        System.exit(0);
    }

    private void start(int number) throws IOException {
        ProcessBuilder.Redirect discard = ProcessBuilder.Redirect.DISCARD;
        EmbeddedPostgres database = EmbeddedPostgres.builder().setOutputRedirector(discard).setErrorRedirector(discard).start();
        databases.add(database);
        Map<String, String> settings = new HashMap<>(Map.of("dust.database.url",
                "postgresql://localhost:" + database.getPort() + "/postgres", "dust.database.user", "postgres",
                "dust.database.password", "postgres"));
        String served = number * GROUPS / DATABASES + "-" + ((number + 1) * GROUPS / DATABASES - 1);
        Layout.migrate(settings, DatabaseLimits.ofGroups(GROUPS, Optional.of(served)));
        settings.put("dust.database.groups", Integer.toString(GROUPS));
        settings.put("dust.database.served-groups", served);
        Map<String, String> serving = new HashMap<>(TestEnvironment.settings(settings));
        serving.putAll(settings);
        serving.put("dust.database.allow-owner", "true");
        instances.add(DustProcess.start(serving));
    }

    private void run() {
        AtomicBoolean over = new AtomicBoolean();
        play(null, over);
        System.out.printf(Locale.ROOT, "%-28s%-34s%10s%12s%10s%10s%10s%n", "", "groups", "answers", "refused, %", "p50, ms",
                "p99, ms", "failed");
        print("even load", play(null, over));
        print("one hot customer", play(() -> flood(over, customers.get(HOT).subList(0, 1)), over));
        print("one hot group", play(() -> flood(over, customers.get(HOT)), over));
        print("one PostgreSQL killed", play(() -> kill(databases.get(0)), over));
    }

    /** The answers to clients who change points of all groups, while something else happens. */
    private List<Answer> play(@Nullable Runnable deed, AtomicBoolean over) {
        over.set(false);
        List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>(IntStream.range(0, CLIENTS)
                .mapToObj(client -> new Thread(() -> changeUntil(over, new Random(client), answers))).toList());
        if (deed != null) {
            threads.add(new Thread(deed));
        }
        threads.forEach(Thread::start);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
        over.set(true);
        threads.forEach(GroupSimulation::join);
        return answers;
    }

    private void changeUntil(AtomicBoolean over, Random random, List<Answer> answers) {
        while (!over.get()) {
            int group = random.nextInt(GROUPS);
            long begin = System.nanoTime();
            int status = status(change(customers.get(group).get(random.nextInt(CUSTOMERS_OF_A_GROUP)), group));
            answers.add(new Answer(group, status, (System.nanoTime() - begin) / 1e6));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private int status(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps so many requests under way that the queue of one group is full. */
    private void flood(AtomicBoolean over, List<String> hot) {
        List<Thread> floods = IntStream.range(0, FLOOD).mapToObj(number -> new Thread(() -> {
            while (!over.get()) {
                status(change(hot.get(number % hot.size()), HOT));
            }
        })).toList();
        floods.forEach(Thread::start);
        floods.forEach(GroupSimulation::join);
    }

    private HttpRequest change(String customer, int group) {
        URI url = instances.get(group * DATABASES / GROUPS).url().resolve("/admin/dust/" + customer + "/add");
        return HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Authorization", "Bearer " + staff)
                .header("Idempotency-Key", "bench-" + keys.incrementAndGet()).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"points\": 1, \"reason\": \"Load\"}")).build();
    }

    private static void kill(EmbeddedPostgres database) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        try {
            database.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String what, List<Answer> answers) {
        int of = GROUPS / DATABASES;
        print(what, "group " + HOT, answers, group -> group == HOT);
        print("", "the others of its instance", answers, group -> group != HOT && group / of == HOT / of);
        print("", "those of the other instances", answers, group -> group / of != HOT / of);
    }

    private static void print(String what, String which, List<Answer> answers, IntPredicate groups) {
        List<Answer> chosen = answers.stream().filter(answer -> groups.test(answer.group)).toList();
        double[] good = chosen.stream().filter(answer -> answer.status == 200).mapToDouble(Answer::milliseconds).toArray();
        long refused = chosen.stream().filter(answer -> answer.status == 503).count();
        System.out.printf(Locale.ROOT, "%-28s%-34s%10d%12.1f%10.1f%10.1f%10d%n", what, which, chosen.size(),
                100.0 * refused / chosen.size(), Run.percentile(Arrays.stream(good), 50),
                Run.percentile(Arrays.stream(good), 99), chosen.size() - good.length - refused);
    }

    private static List<List<String>> customersByGroup() {
        List<List<String>> customers = IntStream.range(0, GROUPS).<List<String>> mapToObj(group -> new ArrayList<>()).toList();
        for (int i = 0; customers.stream().anyMatch(some -> some.size() < CUSTOMERS_OF_A_GROUP); i++) {
            String customer = "cus_%026d".formatted(i);
            List<String> group = customers.get(Groups.numberOf(customer, GROUPS));
            if (group.size() < CUSTOMERS_OF_A_GROUP) {
                group.add(customer);
            }
        }
        return customers;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
