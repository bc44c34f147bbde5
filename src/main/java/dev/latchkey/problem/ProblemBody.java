package dev.latchkey.problem;

/** Writes the bytes of a problem for code below HTTP's filters, which has neither a request nor a response of the framework. Stateless. */
public final class ProblemBody {

    /** The media type of all problems (RFC 9457, 3). */
    public static final String MEDIA_TYPE = ProblemJson.MEDIA_TYPE;

    private ProblemBody() {}

    /**
     * Returns the JSON of a problem.
     *
     * @param type the problem
     * @param requestId the id that the response carries
     * @return JSON in UTF-8
     */
    public static byte[] of(ProblemType type, String requestId) {
        return ProblemJson.INSTANCE.body(Problem.of(type), requestId);
    }
}
