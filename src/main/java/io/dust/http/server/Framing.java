package io.dust.http.server;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.dust.http.Problem;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;

/** The form of messages of HTTP/1: what cannot be read, or could be read by another server differently. */
final class Framing {

    private Framing() {
    }

    /** Why a part of a request must be refused, or null. */
    static @Nullable Problem problem(HttpObject message) {
        DecoderResult result = message.decoderResult();
        if (result.isFailure()) {
            return unreadable(result.cause());
        }
        return message instanceof HttpRequest request ? problem(request) : null;
    }

    private static Problem unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Problem.of(414);
        }
        return cause instanceof TooLongHttpHeaderException ? Problem.of(431)
                : bad("The request is not a request of HTTP/1.1 (RFC 9112).");
    }

    private static @Nullable Problem problem(HttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean isNewest = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (isNewest && hosts.isEmpty())) {
            return bad("The request must have one header Host.");
        }
        if (!request.uri().startsWith("/") && !request.uri().startsWith("http")) {
            return bad("The target of the request must be a path.");
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                && (!isNewest || headers.contains(HttpHeaderNames.CONTENT_LENGTH)
                        || !headers.getAll(HttpHeaderNames.TRANSFER_ENCODING).equals(List.of("chunked")))) {
            return bad("The header Transfer-Encoding must be chunked, without Content-Length.");
        }
        String expected = headers.get(HttpHeaderNames.EXPECT);
        return expected != null && !expected.equalsIgnoreCase("100-continue") ? Problem.of(417) : null;
    }

    private static Problem bad(String detail) {
        return Problem.of("bad-request", "Bad Request", 400, detail);
    }
}
