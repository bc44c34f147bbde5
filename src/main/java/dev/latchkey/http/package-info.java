/**
 * Requests and responses before and after their resource.
 *
 * <p>Owns: the list of filters and their order ({@link dev.latchkey.http.EdgeFilter}); the form of a path, the client's address, the size and
 * the time of a body; the headers of every response; which origins may call (CORS); which media types a route takes; strict JSON; the names
 * of routes in metrics; what a trace shows of a request.
 *
 * <p>Does not own: the form of errors ({@code problem}); who the caller is ({@code session}).
 *
 * <p>Neighbour: {@code connection}, the floor below, which watches a connection before and between its requests.
 */
@NullMarked
package dev.latchkey.http;

import org.jspecify.annotations.NullMarked;
