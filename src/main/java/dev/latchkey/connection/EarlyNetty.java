package dev.latchkey.connection;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Makes Netty load {@link Connections}, by a system property that must be set before Netty creates its first server. Netty searches its own
 * class loader: it finds the class in the packaged service, but not in dev mode or in tests within one process.
 */
@Singleton
class EarlyNetty implements HttpServerOptionsCustomizer {

    EarlyNetty() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        // the constructor does the work: Quarkus creates this bean before the server
    }
}
