import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several replicas and a load balancer. It sends requests in turn to the replicas that reported ready within the last half second, as a
 * proxy or Kubernetes does, without a retry.
 */
final class Fleet implements AutoCloseable {

    private static final long ASK_EVERY_MILLIS = 500;

    private final List<Replica> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Thread asking = new Thread(this::ask);
    private volatile List<Replica> ready = List.of();

    Fleet(List<Replica> replicas) throws InterruptedException {
        all.addAll(replicas);
        for (Replica replica : replicas) {
            replica.awaitReady();
        }
        ready = List.copyOf(replicas);
        asking.setDaemon(true);
        asking.start();
    }

    Caller next() {
        List<Replica> present = ready;
        return new Caller(present.get(Math.floorMod(turn.getAndIncrement(), present.size())).service);
    }

    List<Replica> replicas() {
        return List.copyOf(all);
    }

    void add(Replica replica) throws InterruptedException {
        all.add(replica.awaitReady());
    }

    void remove(Replica replica) throws InterruptedException {
        replica.stop();
        all.remove(replica);
    }

    private void ask() {
        while (true) {
            List<Replica> answered = all.stream().filter(Replica::isReady).toList();
            if (!answered.isEmpty()) {
                ready = answered;
            }
            try {
                Thread.sleep(ASK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        asking.interrupt();
        all.forEach(Replica::close);
    }
}
