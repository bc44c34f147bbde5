/** Registers one user after the other, who signs in, changes the password and signs out, until the thread is interrupted. */
final class Writer implements Runnable {

    private static final String NEXT_PASSWORD = "a writing desk on a raven";

    private final Caller caller;
    private final Ledger ledger;
    private final String prefix;

    Writer(Caller caller, Ledger ledger, String prefix) {
        this.caller = caller;
        this.ledger = ledger;
        this.prefix = prefix;
    }

    @Override
    public void run() {
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            String name = prefix + "-" + i;
            Caller.Answer registered = caller.register(name, Caller.PASSWORD);
            if (registered.status() == 201) {
                ledger.registered(name, Caller.PASSWORD);
                signIn(name, i % 2 == 0);
            } else if (!Thread.currentThread().isInterrupted()) {
                ledger.unacknowledged(registered);
                pause();
            }
        }
    }

    private void signIn(String name, boolean changesPassword) {
        Caller.Answer login = caller.login(name, Caller.PASSWORD);
        if (login.status() != 200) {
            report(login);
            return;
        }
        if (changesPassword) {
            Caller.Answer changed = caller.changePassword(login.member("token"), Caller.PASSWORD, NEXT_PASSWORD);
            if (changed.status() == 204) {
                ledger.passwordChanged(name, NEXT_PASSWORD);
            } else {
                ledger.passwordMayHaveChanged(name, NEXT_PASSWORD);
                report(changed);
            }
        }
        Caller.Answer out = caller.logout(login.member("refreshToken"));
        if (out.status() == 204) {
            ledger.loggedOut(login.member("refreshToken"));
        } else {
            report(out);
        }
    }

    /** Records an answer, unless the thread was interrupted: an interrupted request has no answer and says nothing about the service. */
    private void report(Caller.Answer answer) {
        if (!Thread.currentThread().isInterrupted()) {
            ledger.unacknowledged(answer);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
