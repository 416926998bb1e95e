using System.Text.Json.Serialization.Metadata;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NewsPlatform.Messaging.Heartbeats;

namespace NewsPlatform.Messaging;

/// <summary>The bus of a second connection, for publishing. A marker for the container; services take <see cref="Outgoing"/>.</summary>
public interface IPublishingBus : IBus;

/// <summary>The bus: transport, queues, retries, JSON. One call in a service's start-up.</summary>
public static class MessagingHosting
{
    /// <param name="builder">The service's builder.</param>
    /// <param name="service">The service's name, in lower case; it names the connections at the broker.</param>
    /// <param name="messages">Source-generated JSON of the messages.</param>
    /// <param name="consumers">The service's consumers, each added with <see cref="AddStage{TConsumer}"/>.</param>
    /// <param name="passing">Which failures are the surroundings' (the store is away): those are tried until they pass.</param>
    public static IHostApplicationBuilder AddMessaging(
        this IHostApplicationBuilder builder,
        string service,
        IJsonTypeInfoResolver messages,
        Action<IBusRegistrationConfigurator> consumers,
        Func<Exception, bool> passing)
    {
        builder.Services.AddOptionsWithValidateOnStart<MessagingOptions>()
            .BindConfiguration(MessagingOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations();

        // Options are not there yet while services are registered, and the registration differs by transport.
        // A word that is no transport is refused by the options' own validation before anything starts.
        _ = Enum.TryParse<Transport>(builder.Configuration[$"{MessagingOptions.Section}:{nameof(MessagingOptions.Transport)}"], ignoreCase: true, out var transport);

        // A service that stops lets what it holds finish first; what does not finish is delivered again.
        builder.Services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            options.WaitUntilStarted = false;
            options.StopTimeout = TimeSpan.FromSeconds(20);
            options.ConsumerStopTimeout = TimeSpan.FromSeconds(8);
        });

        builder.Services.AddSingleton<Bundles>();
        builder.Services.AddSingleton<StageWatch>();
        builder.Services.AddSingleton<MeterTotals>();
        builder.Services.AddMassTransit(bus =>
        {
            consumers(bus);
            bus.DisableUsageTelemetry();
            bus.AddConfigureEndpointsCallback((context, queue, endpoint) => ConfigureStage(context, queue, endpoint, passing));
            if (transport == Transport.RabbitMq)
            {
                bus.UsingRabbitMq((context, broker) =>
                {
                    Connect(context, broker, service + " consuming");
                    UseJson(broker, messages);
                    ReadErrorQueues(context, broker);
                    Hearing.Configure(broker, context);
                    broker.ConfigureEndpoints(context);
                });
            }
            else
            {
                bus.UsingInMemory((context, memory) =>
                {
                    UseJson(memory, messages);
                    ReadErrorQueues(context, memory);
                    Hearing.Configure(memory, context);
                    memory.ConfigureEndpoints(context);
                });
            }
        });

        if (transport == Transport.RabbitMq)
        {
            builder.Services.AddReceiveObserver<LostDeliveries>();
            builder.Services.AddSingleton<EndpointWatch>();
            builder.Services.AddReceiveEndpointObserver(provider => provider.GetRequiredService<EndpointWatch>());
            builder.Services.AddHostedService(provider => provider.GetRequiredService<EndpointWatch>());
            builder.Services.AddMassTransit<IPublishingBus>(bus =>
            {
                bus.DisableUsageTelemetry();
                bus.UsingRabbitMq((context, broker) =>
                {
                    Connect(context, broker, service + " publishing");
                    UseJson(broker, messages);
                });
            });
            builder.Services.AddHostedService<ConnectionWatch>();
            builder.Services.AddSingleton(provider => new Outgoing(provider.GetRequiredService<IPublishingBus>(), provider.GetRequiredService<StageWatch>()));
        }
        else
        {
            builder.Services.AddSingleton(provider => new Outgoing(provider.GetRequiredService<IBus>(), provider.GetRequiredService<StageWatch>()));
        }

        // After the bus in the list of what is started, and so before it in that of what is stopped.
        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Heart>(provider, service));
        return builder;
    }

    /// <summary>
    /// Adds a consumer with a queue of its own, named by service and message (<c>deduplication-articles-ingested</c>):
    /// without the prefix two services whose consumers share a name would share a queue, and each would get half.
    /// </summary>
    public static void AddStage<TConsumer>(this IBusRegistrationConfigurator bus, string service)
        where TConsumer : class, IConsumer
    {
        var name = KebabCaseEndpointNameFormatter.Instance.Consumer<TConsumer>();
        bus.AddConsumer<TConsumer>().Endpoint(endpoint => endpoint.Name = $"{service}-{name}");
    }

    private static void Connect(IBusRegistrationContext context, IRabbitMqBusFactoryConfigurator broker, string connection)
    {
        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        broker.Host(options.RabbitMq, host => host.ConnectionName(connection));
    }

    private static void ReadErrorQueues<TEndpoint>(IBusRegistrationContext context, IBusFactoryConfigurator<TEndpoint> bus)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        foreach (var reader in context.GetServices<ErrorQueueReader>())
        {
            reader.Configure(bus, context.GetRequiredService<IParkedMessages>());
        }
    }

    private static void UseJson(IBusFactoryConfigurator bus, IJsonTypeInfoResolver messages) =>
        bus.ConfigureJsonSerializerOptions(options =>
        {
            // The encoder that MassTransit sets already leaves Arabic letters unescaped; indentation is its default.
            options.WriteIndented = false;
            options.TypeInfoResolver = JsonTypeInfoResolver.Combine(messages, BeatJson.Default, options.TypeInfoResolver);
            return options;
        });

    private static void ConfigureStage(IRegistrationContext context, string queue, IReceiveEndpointConfigurator endpoint, Func<Exception, bool> passing)
    {
        var options = context.GetRequiredService<IOptions<MessagingOptions>>().Value;
        endpoint.PrefetchCount = options.Prefetch;
        endpoint.ConcurrentMessageLimit = options.Concurrency;
        endpoint.ConfigureReceive(pipe => pipe.UseFilter(context.GetRequiredService<StageWatch>().Of(queue)));

        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();

            // A message that keeps killing its consumer exceeds the delivery limit that the broker's policy sets, and
            // then joins the articles in the error queue instead of being dropped. The error transport declares the
            // same queue with the endpoint's own arguments, so they must agree.
            var errors = queue + "_error";
            rabbit.BindDeadLetterQueue(errors, errors, parked =>
            {
                parked.SetQuorumQueue();
                parked.SetQueueArgument("x-dead-letter-exchange", errors);
            });
        }

        // Outer: the surroundings. The message keeps its place until they are back; files waiting in the inbox are the buffer.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(exception => passing(exception) || exception is NotPublishedException);
            retry.Exponential(RetriesWithoutEnd, TimeSpan.FromMilliseconds(200), options.LongestPause, TimeSpan.FromMilliseconds(300));
        });

        // Inner: the article. A few quick tries for what may pass, none for what cannot.
        if (options.ArticleRetries > 0)
        {
            endpoint.UseMessageRetry(retry =>
            {
                retry.Handle<Exception>(exception => !passing(exception) && exception is not NotPublishedException);
                retry.Ignore<UnprocessableArticleException>();
                retry.Interval(options.ArticleRetries, TimeSpan.FromMilliseconds(250));
            });
        }
    }

    // MassTransit lays out all intervals in advance, so "without end" is a number: at 5 s each, more than a day.
    private const int RetriesWithoutEnd = 20_000;
}
