package dev.latchkey.platform;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Has Netty load {@link Connections}, which it does only when asked by a system property before its first server is made. Netty
 * looks in its own class loader: it finds the class in the packaged service, and not in dev mode or in tests within one process.
 */
@Singleton
class EarlyNetty implements HttpServerOptionsCustomizer {

    EarlyNetty() {
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        // that this bean exists is all: Quarkus makes it before it makes the server
    }
}
