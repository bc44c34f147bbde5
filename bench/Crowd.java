import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The users of a storm, whose requests come as through a proxy: its few connections carry the requests of many users. Without this, the
 * service would take each connection for one caller who does not wait as {@code Retry-After} says, and answer its refusals up to 1 s later.
 */
final class Crowd {

    /** The option of a JVM that makes the service trust forwarded addresses from this machine. */
    static final String PROXY_OPTION = "-Dlatchkey.trusted-proxies=127.0.0.1,::1";

    /** The same setting in the environment. */
    static final Map<String, String> PROXY_SETTING = Map.of("LATCHKEY_TRUSTED_PROXIES", "127.0.0.1,::1");

    private static final int PEOPLE = 50;

    private Crowd() {}

    static void register(Client client, Service service) throws InterruptedException {
        for (int i = 0; i < PEOPLE; i++) {
            client.register(service, "person" + i);
        }
    }

    /** Returns a login of each user, each from another network. */
    static List<byte[]> logins(String url) {
        String host = URI.create(url).getAuthority();
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            requests.add(Connection.postRequest(
                    host, Target.LOGIN, Target.credentials("person" + i), "X-Forwarded-For: 198.18." + i + ".1"));
        }
        return requests;
    }
}
