package io.dust.http;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The methods of each path, for {@code Allow} (RFC 9110, section 10.2.1): the framework does not say which
 * methods a path has. A test compares them with the description of the API.
 */
public final class AllowedMethods {

    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** The constant paths come before those with parameters. */
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/store/dust(/summary|/transactions)?"),
            new Route("POST", "/store/dust/(quote|holds)"),
            new Route("DELETE, GET", "/store/dust/holds/" + ID),
            new Route("GET", "/admin/dust(/verify|/earning-rules|/redemption-rates|/events/refused)?"),
            new Route("POST", "/admin/dust/earning-rules/simulate"),
            new Route("DELETE, GET, PUT", "/admin/dust/(earning-rules|redemption-rates)/[^/]+"),
            new Route("GET", "/admin/dust/earning-rules/[^/]+/versions"),
            new Route("GET", "/admin/dust/[^/]+(/transactions|/orders/[^/]+)?"),
            new Route("POST", "/admin/dust/[^/]+/(add|adjust|deduct)"),
            new Route("GET, POST", "/admin/dust/[^/]+/holds"),
            new Route("POST", "/admin/dust/[^/]+/holds/" + ID + "/(capture|void)"),
            new Route("POST", "/admin/dust/[^/]+/orders/[^/]+/discounts/[^/]+/(charge|waive)"),
            new Route("POST", "/admin/dust/[^/]+/transactions/[^/]+/reverse"),
            new Route("POST", "/events"));

    private record Route(String methods, Pattern path) {
        Route(String methods, String path) {
            this(methods.replace("GET", "GET, HEAD") + ", OPTIONS", Pattern.compile(path));
        }
    }

    private AllowedMethods() {
    }

    /** The methods of a path, separated by commas; empty when there is no such path. */
    public static String of(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return ROUTES.stream().filter(route -> route.path.matcher(bare).matches()).map(Route::methods).findFirst().orElse("");
    }
}
