/** A user who signs in, sends requests, refreshes, signs out, and begins again. Any answer but the expected one is a failed request. */
final class SimulatedUser implements Runnable {

    private static final int REFRESHES = 6;
    private static final long BETWEEN_MILLIS = 30;

    long logins;
    long refreshes;
    long calls;
    long failed;

    private final Fleet fleet;
    private final String name;
    private volatile boolean stopped;

    SimulatedUser(Fleet fleet, String name) {
        this.fleet = fleet;
        this.name = name;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        expect(201, fleet.next().register(name, Caller.PASSWORD));
        while (!stopped) {
            Caller.Answer login = expect(200, fleet.next().login(name, Caller.PASSWORD));
            logins++;
            for (int i = 0; i < REFRESHES && !stopped && login.status() == 200; i++) {
                expect(200, fleet.next().get("/auth/me", login.member("token")));
                expect(200, fleet.next().get("/.well-known/jwks.json", null));
                calls += 2;
                login = expect(200, fleet.next().refresh(login.member("refreshToken")));
                refreshes++;
                pause();
            }
            if (login.status() == 200) {
                expect(204, fleet.next().logout(login.member("refreshToken")));
            }
        }
    }

    private Caller.Answer expect(int status, Caller.Answer answer) {
        if (answer.status() != status && ++failed <= 3) {
            System.out.println("  failed: " + answer);
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
