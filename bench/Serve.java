/** Runs the packaged service on a database of its own until Ctrl-C, for manual use. */
final class Serve {

    private Serve() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        try (Lab lab = Lab.open(port);
                Service service = lab.spawn(Lab.ownJava())) {
            service.awaitReady(lab.client);
            System.out.printf(
                    "ready: %s, management %s, process %d, log %s%n",
                    service.url(), service.managementUrl(), service.process().pid(), Service.LOG);
            Thread.currentThread().join();
        }
    }
}
