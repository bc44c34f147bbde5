/** A part of a run that measures one variant after the other. */
interface Section {

    /** Prints what the columns are. */
    void begin();

    void measure(Variant variant) throws Exception;

    /** Prints what needs all variants. */
    default void end() {}
}
