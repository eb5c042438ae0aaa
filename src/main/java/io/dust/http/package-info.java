/** The edge that features share: problems, roles, paging, idempotency keys, and how points look on the wire. */
@NullMarked
package io.dust.http;

import org.jspecify.annotations.NullMarked;
