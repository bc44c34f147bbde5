package dev.latchkey.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a refresh token travels between client and service. */
@Schema(description = "`body`: in the body, which is the default. `cookie`: in a cookie that scripts cannot read.")
public enum Transport {
    /** In the body, for clients that can keep a secret: an app, a server. */
    @JsonProperty("body")
    BODY,
    /** In a cookie that no script can read and no other site can send, for browsers. */
    @JsonProperty("cookie")
    COOKIE
}
