/**
 * What a while of work came to.
 *
 * @param perSecond how many were done in a second
 * @param cpuMillis the CPU that one of them took, of whoever did the work
 */
record Rate(double perSecond, double cpuMillis) {}
