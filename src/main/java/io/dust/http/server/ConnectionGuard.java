package io.dust.http.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

import io.dust.http.Problem;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.json.Json;

/**
 * Guards each connection of HTTP/1 in front of Vert.x. A request must arrive whole within a time,
 * from its first byte on: the idle timeout alone never ends for a client that sends a byte now and
 * then. A request that cannot be read, or that another server could read differently, is answered
 * with a problem, and the connection is closed (RFC 9112, section 6.3).
 *
 * <p>
 * Netty finds it as a service, see {@code StartupProperties}.
 */
public final class ConnectionGuard extends ChannelInitializerExtension {

    /** The name under which Vert.x adds the handler of its connection. */
    private static final String VERTX = "handler";
    /** The name of the decoder; there is none while the protocol is not known, and for HTTP/2. */
    private static final String DECODER = "httpDecoder";

    private final Duration timeout = ConfigProvider.getConfig().getValue("dust.http.request-timeout", Duration.class);

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        channel.pipeline().addFirst(new Arrival(timeout));
    }

    /** Closes the connection when a request takes too long to arrive. */
    @SuppressWarnings("FutureReturnValueIgnored") // Netty reports the failure of a connection to its handlers, too.
    private static final class Arrival extends ChannelInboundHandlerAdapter {

        private static final int CHECKS = 4;

        private final Duration timeout;
        private boolean guarded;
        private boolean begun;
        private long begunAt;
        private @Nullable Future<?> check;

        Arrival(Duration timeout) {
            this.timeout = timeout;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            long pause = timeout.toNanos() / CHECKS;
            check = context.executor().scheduleWithFixedDelay(() -> check(context), pause, pause, TimeUnit.NANOSECONDS);
            context.fireChannelActive();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (check != null) {
                check.cancel(false);
            }
            context.fireChannelInactive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (!guarded && context.pipeline().get(DECODER) != null) {
                context.pipeline().addBefore(VERTX, null, new Messages(this));
                guarded = true;
            }
            if (guarded && !begun) {
                begun = true;
                begunAt = System.nanoTime();
            }
            context.fireChannelRead(bytes);
        }

        void isComplete() {
            begun = false;
        }

        private void check(ChannelHandlerContext context) {
            if (begun && System.nanoTime() - begunAt > timeout.toNanos()) {
                context.close();
            }
        }
    }

    /** Refuses what cannot be read, and closes the connection after an answer that says so. */
    @SuppressWarnings("FutureReturnValueIgnored") // The promise of the caller gets the result.
    private static final class Messages extends ChannelDuplexHandler {

        private final Arrival arrival;
        /** The requests that are not answered yet: answers come in the order of the requests. */
        private int unanswered;
        private @Nullable Problem refusal;
        private boolean closing;
        /** Whether the last request asks for no body. */
        private boolean head;

        Messages(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (refusal != null || (closing && message instanceof HttpRequest)) {
                ReferenceCountUtil.release(message);
                return;
            }
            refusal = message instanceof HttpObject object ? problem(object) : null;
            if (refusal != null) {
                ReferenceCountUtil.release(message);
                if (!(message instanceof HttpRequest) || unanswered == 0) {
                    refuse(context, refusal);
                }
                return;
            }
            if (message instanceof HttpRequest request) {
                unanswered++;
                head = request.method().equals(HttpMethod.HEAD);
            }
            if (message instanceof LastHttpContent) {
                arrival.isComplete();
                if (closing) {
                    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
                }
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof FullHttpResponse response && isBareRefusal(response)) {
                ReferenceCountUtil.release(message);
                unanswered--;
                refuse(context, Problem.of(response.status().code()));
                promise.trySuccess();
                return;
            }
            boolean isInterim = message instanceof HttpResponse response && response.status().code() < 200;
            if (message instanceof HttpResponse response
                    && response.headers().containsValue(HttpHeaderNames.CONNECTION, "close", true)) {
                closing = true;
            }
            context.write(message, promise);
            if (message instanceof LastHttpContent && !isInterim) {
                unanswered--;
                if (refusal != null && unanswered == 0) {
                    refuse(context, refusal);
                } else if (closing && !arrival.begun) {
                    context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
                }
            }
        }

        /** Vert.x and Quarkus refuse some requests without a body. */
        private boolean isBareRefusal(FullHttpResponse response) {
            return response.status().code() >= HttpResponseStatus.BAD_REQUEST.code() && !head
                    && response.content().readableBytes() == 0;
        }

        private static void refuse(ChannelHandlerContext context, Problem problem) {
            ByteBuf body = Unpooled.wrappedBuffer(Json.encodeToBuffer(problem).getBytes());
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(problem.status()), body);
            EarlyAnswer.HEADERS.forEach(response.headers()::set);
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                    .set(HttpHeaderNames.CONNECTION, "close");
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }

        private static @Nullable Problem problem(HttpObject message) {
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
}
