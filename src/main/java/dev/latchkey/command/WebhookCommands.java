package dev.latchkey.command;

import dev.latchkey.audit.Actor;
import dev.latchkey.webhook.WebhookEvent;
import dev.latchkey.webhook.Webhooks;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Commands for webhooks, which report events about users. */
@CommandLine.Command(
        name = "webhook",
        description = "Other systems that receive events about users.",
        subcommands = {
            WebhookCommands.Add.class,
            WebhookCommands.ListAll.class,
            WebhookCommands.Remove.class,
            WebhookCommands.Retry.class
        })
final class WebhookCommands {

    @CommandLine.Command(name = "add", description = "Adds an endpoint and shows its secret, only this once.")
    static final class Add implements Command.WithContext {

        @Parameters(paramLabel = "URL", description = "The URL: https, and not of a private address.")
        private String url;

        @Option(
                names = "--events",
                paramLabel = "EVENT",
                split = ",",
                description = "user.created, user.deleted, session.revoked, password.changed; all by default.")
        private @Nullable List<String> events;

        @Override
        public int run(CommandContext context, Output output) {
            Webhooks.Added added = context.webhooks.add(Actor.COMMAND_LINE, url, wanted());
            output.result(
                    Map.of("id", added.id(), "secret", added.secret()),
                    added.id() + " is told now. Its secret, which is not shown again: " + added.secret());
            return ExitCode.DONE;
        }

        private Set<WebhookEvent> wanted() {
            if (events == null) {
                return EnumSet.allOf(WebhookEvent.class);
            }
            return events.stream()
                    .map(name -> WebhookEvent.of(name.strip())
                            .orElseThrow(
                                    () -> new CommandException("invalid_request", "--events must be names of events")))
                    .collect(Collectors.toSet());
        }
    }

    @CommandLine.Command(name = "list", description = "Shows the endpoints, and what could not be delivered.")
    static final class ListAll implements Command.WithContext {

        @Override
        public int run(CommandContext context, Output output) {
            List<Webhooks.Listed> endpoints = context.webhooks.list();
            List<Webhooks.Dead> dead = context.webhooks.dead();
            if (output.isJson()) {
                output.objects(
                        endpoints.stream().map(each -> Map.of("endpoint", each)).toList());
                output.objects(
                        dead.stream().map(each -> Map.of("deadLetter", each)).toList());
                return ExitCode.DONE;
            }
            List<List<String>> table = new ArrayList<>();
            table.add(List.of("ID", "WAITING", "DEAD", "EVENTS", "URL"));
            endpoints.forEach(each -> table.add(List.of(
                    each.id().toString(),
                    Long.toString(each.waiting()),
                    Long.toString(each.dead()),
                    String.join(",", each.events()),
                    each.url())));
            output.table(table);
            if (!dead.isEmpty()) {
                output.table(dead.stream().map(ListAll::row).toList());
            }
            return ExitCode.DONE;
        }

        private static List<String> row(Webhooks.Dead dead) {
            return List.of(
                    "dead: " + dead.message(),
                    dead.type(),
                    dead.userId().toString(),
                    dead.happenedAt().toString(),
                    dead.fault() == null ? "-" : dead.fault(),
                    "for " + dead.endpoint());
        }
    }

    @CommandLine.Command(name = "remove", description = "Removes an endpoint and its pending deliveries.")
    static final class Remove implements Command.WithContext {

        @Parameters(paramLabel = "ID", description = "The endpoint's id, as webhook list shows it.")
        private UUID id;

        @Override
        public int run(CommandContext context, Output output) {
            context.webhooks.remove(Actor.COMMAND_LINE, id);
            output.result(Map.of("removed", id), "It is told nothing any more.");
            return ExitCode.DONE;
        }
    }

    @CommandLine.Command(name = "retry", description = "Retries the dead deliveries of an endpoint.")
    static final class Retry implements Command.WithContext {

        @Parameters(paramLabel = "ID", description = "The endpoint's id, as webhook list shows it.")
        private UUID id;

        @Override
        public int run(CommandContext context, Output output) {
            int count = context.webhooks.retry(Actor.COMMAND_LINE, id);
            output.result(Map.of("retried", count), count + " are tried again.");
            return ExitCode.DONE;
        }
    }
}
