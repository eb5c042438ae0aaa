package io.dust.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.dust.fixture.ApiTest;
import io.dust.fixture.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;

/** One request at a time checks the rules. */
@QuarkusTest
class VerifyTest extends ApiTest {

    private static final int REQUESTS = 40;

    @Test
    void manyRequestsAtOnceAreNoOutage() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
        LogLines log = LogLines.of(Class.forName("io.dust.http.server.ErrorMappers"));
        try {
            List<Future<Response>> answers = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> clients.submit(() -> asStaff().get("/admin/dust/verify"))).toList();

            assertThat(answers).extracting(VerifyTest::get).extracting(Response::statusCode).contains(200, 503)
                    .containsOnly(200, 503);
            assertThat(answers).extracting(VerifyTest::get).filteredOn(answer -> answer.statusCode() == 503)
                    .allSatisfy(answer -> {
                        assertThat(answer.header("Retry-After")).isEqualTo("1");
                        assertThat(answer.jsonPath().getString("detail")).isEqualTo("This instance is checking the rules for"
                                + " another request; repeat the request when that one has its answer.");
                    });
            assertThat(log.lines()).isEmpty();
        } finally {
            log.close();
            clients.shutdown();
            assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        asStaff().get("/admin/dust/verify").then().statusCode(200);
    }

    private static Response get(Future<Response> answer) {
        try {
            return answer.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
