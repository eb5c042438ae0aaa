package io.dust.http.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;

/**
 * Refuses bytes that are not UTF-8. Jackson takes overlong forms and surrogates, and so two different
 * bodies for the same text.
 */
final class Utf8Check extends InputDecorator {

    private static final long serialVersionUID = 1;
    private static final int CHUNK = 1024;

    @Override
    public InputStream decorate(IOContext context, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        require(bytes);
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public InputStream decorate(IOContext context, byte[] source, int offset, int length) throws IOException {
        byte[] bytes = Arrays.copyOfRange(source, offset, offset + length);
        require(bytes);
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public Reader decorate(IOContext context, Reader reader) {
        return reader;
    }

    private static void require(byte[] bytes) throws JsonParseException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(CHUNK);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            result = decoder.decode(in, out.clear(), true);
        }
        if (result.isError()) {
            throw new JsonParseException(null, "Not UTF-8", location(bytes, in.position()));
        }
    }

    /** Columns are bytes, as Jackson counts them. */
    private static JsonLocation location(byte[] bytes, int position) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new JsonLocation(ContentReference.unknown(), position, line, position - start + 1);
    }
}
