package io.dust.http.server;

import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.dust.http.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.json.Json;

/**
 * Refuses messages of HTTP/1 that {@link Framing} does not allow: the answer is a problem, in its
 * place behind the answers of earlier requests, and the connection is closed. See RFC 9112, section 6.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The promise of the caller gets the result.
final class MessageGuard extends ChannelDuplexHandler {

    /** The most requests of one connection that wait for their answers, as many as the streams of HTTP/2. */
    private static final int MOST_UNANSWERED = 100;

    private final ArrivalGuard arrival;
    /** The requests that are not answered yet, in their order: whether each asks for no body. */
    private final Queue<Boolean> unanswered = new ArrayDeque<>();
    private @Nullable Problem refusal;
    /** The refusal follows so many answers; a negative number if its request is answered already. */
    private int before;
    /** Whether the present answer announces that the connection is closed. */
    private boolean isLast;
    /** Whether such an answer has been sent. */
    private boolean closing;
    /** Whether the guard has closed the connection. */
    private boolean closed;

    MessageGuard(ArrivalGuard arrival) {
        this.arrival = arrival;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!closed && closing && message instanceof HttpRequest) {
            close(context);
        }
        if (!closed && refusal == null && message instanceof HttpObject object) {
            check(context, object);
        }
        if (closed || refusal != null) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (message instanceof HttpRequest request) {
            // HTTP/2 begins with its preface only (RFC 9113, section 3.1).
            request.headers().remove(HttpHeaderNames.UPGRADE);
            unanswered.add(request.method().equals(HttpMethod.HEAD));
        }
        if (message instanceof LastHttpContent) {
            arrival.isComplete();
        }
        context.fireChannelRead(message);
        closeIfDone(context);
    }

    /** Whether a request that was passed on waits for its answer. */
    boolean hasUnanswered() {
        return !unanswered.isEmpty();
    }

    private void check(ChannelHandlerContext context, HttpObject message) {
        boolean isHead = message instanceof HttpRequest;
        refusal = isHead && unanswered.size() == MOST_UNANSWERED ? Problem.of(429) : Framing.problem(message);
        // A head is the first part of its request. The request of another part was passed on, and may be answered.
        before = isHead ? unanswered.size() : unanswered.size() - 1;
        refuseInTurn(context);
    }

    private void refuseInTurn(ChannelHandlerContext context) {
        if (refusal != null && before == 0) {
            refuse(context, refusal);
        } else if (refusal != null && before < 0) {
            close(context);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (closed) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new ClosedChannelException());
            return;
        }
        if (message instanceof FullHttpResponse response && isBareRefusal(response)) {
            ReferenceCountUtil.release(message);
            refuse(context, Problem.of(response.status().code()));
            promise.trySuccess();
            return;
        }
        boolean isInterim = message instanceof HttpResponse response && response.status().code() < 200;
        if (message instanceof HttpResponse response) {
            isLast = response.headers().containsValue(HttpHeaderNames.CONNECTION, "close", true);
        }
        context.write(message, promise);
        if (message instanceof LastHttpContent && !isInterim) {
            unanswered.poll();
            arrival.isAnswered();
            before--;
            refuseInTurn(context);
            closing = isLast;
            closeIfDone(context);
        }
    }

    /** Vert.x and Quarkus refuse some requests without a body. */
    private boolean isBareRefusal(FullHttpResponse response) {
        return response.status().code() >= HttpResponseStatus.BAD_REQUEST.code()
                && !Boolean.TRUE.equals(unanswered.peek()) && response.content().readableBytes() == 0;
    }

    private void refuse(ChannelHandlerContext context, Problem problem) {
        closed = true;
        ByteBuf body = Unpooled.wrappedBuffer(Json.encodeToBuffer(problem).getBytes());
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(problem.status()), body);
        EarlyAnswer.HEADERS.forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /**
     * The rest of a body is read first, within the time of a request: a client that still sends it
     * would not read the answer.
     */
    private void closeIfDone(ChannelHandlerContext context) {
        if (!closed && closing && !arrival.hasBegun()) {
            close(context);
        }
    }

    private void close(ChannelHandlerContext context) {
        closed = true;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
