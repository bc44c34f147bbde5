/**
 * The result of a measurement.
 *
 * @param perSecond operations per second
 * @param cpuMillis CPU time per operation of the process that did the work
 */
record Rate(double perSecond, double cpuMillis) {}
