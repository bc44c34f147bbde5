package dev.latchkey.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a refresh token travels. */
@Schema(description = "`body`: in the body, which is the default. `cookie`: in a cookie that scripts cannot read.")
public enum Transport {
    /** As a member of the body, for whoever can keep a secret: an app, a server. */
    @JsonProperty("body")
    BODY,
    /** In a cookie that no script can read and no other site can send, for browsers. */
    @JsonProperty("cookie")
    COOKIE
}
