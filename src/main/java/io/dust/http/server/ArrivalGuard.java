package io.dust.http.server;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;

/**
 * Closes a connection of HTTP/1 on which a request takes too long to arrive, from its first byte to
 * its last, or which is idle for too long: no request arrives, and none waits for its answer.
 * Timeouts of reads and writes know nothing of requests. As soon as the protocol is known, it adds the guard of its messages,
 * or closes a connection of HTTP/2 where that
 * is off.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty reports the failure of a connection to its handlers, too.
final class ArrivalGuard extends ChannelInboundHandlerAdapter {

    private static final int CHECKS = 4;
    /** The names under which Vert.x adds its handlers, once it knows the protocol. */
    private static final String HTTP_1_DECODER = "httpDecoder";
    private static final String HTTP_1_ENCODER = "httpEncoder";
    private static final String HTTP_2 = "handler";

    private final Duration requestTimeout;
    private final Duration idleTimeout;
    private final boolean http2;
    private final MessageGuard messages = new MessageGuard(this);
    private boolean known;
    private boolean begun;
    /** When the request began, or the connection became idle. */
    private long since;
    private @Nullable Future<?> check;

    /**
     * @param requestTimeout the longest time from the first byte of a request to its last
     * @param idleTimeout the longest time without a request
     * @param http2 whether the connection may speak HTTP/2
     */
    ArrivalGuard(Duration requestTimeout, Duration idleTimeout, boolean http2) {
        this.requestTimeout = requestTimeout;
        this.idleTimeout = idleTimeout;
        this.http2 = http2;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        since = System.nanoTime();
        long pause = Math.min(requestTimeout.toNanos(), idleTimeout.toNanos()) / CHECKS;
        check = context.executor().scheduleWithFixedDelay(() -> check(context), pause, pause, TimeUnit.NANOSECONDS);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!begun) {
            begun = true;
            since = System.nanoTime();
        }
        if (known || !(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        addGuard(context);
        // Where HTTP/2 is on, Vert.x decides by the first bytes. One at a time, so that no request passes unguarded.
        while (!known && bytes.isReadable()) {
            context.fireChannelRead(bytes.readRetainedSlice(1));
            addGuard(context);
        }
        if (bytes.isReadable()) {
            context.fireChannelRead(bytes);
        } else {
            bytes.release();
        }
    }

    private void addGuard(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        if (pipeline.get(HTTP_1_DECODER) != null) {
            known = true;
            pipeline.addAfter(HTTP_1_ENCODER, null, messages);
        } else if (pipeline.get(HTTP_2) != null) {
            known = true;
            // The time of its streams is limited by RequestGuards.
            cancel();
            if (!http2) {
                context.close();
            }
        }
    }

    /** Whether a part of a request has arrived, and not the whole. */
    boolean hasBegun() {
        return begun;
    }

    /** Tells that the request has arrived whole. */
    void isComplete() {
        begun = false;
        since = System.nanoTime();
    }

    /** Tells that a request was answered. */
    void isAnswered() {
        if (!begun) {
            since = System.nanoTime();
        }
    }

    private void check(ChannelHandlerContext context) {
        Duration longest = begun ? requestTimeout : idleTimeout;
        boolean isWaiting = !begun && messages.hasUnanswered();
        if (!isWaiting && System.nanoTime() - since > longest.toNanos()) {
            context.close();
        }
    }

    private void cancel() {
        if (check != null) {
            check.cancel(false);
        }
    }
}
