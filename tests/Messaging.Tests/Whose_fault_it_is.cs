using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace NewsPlatform.Messaging.Tests;

/// <summary>What a publish throws: the broker's is tried until it passes, the article's sets the article aside.</summary>
public sealed class Whose_fault_it_is
{
    public static TheoryData<Exception> Brokers =>
    [
        new ConnectionException("refused"),
        new AlreadyClosedException(new ShutdownEventArgs(ShutdownInitiator.Peer, 541, "end of stream")),
        new ObjectDisposedException("SemaphoreSlim"),
        new IOException("connection reset by peer"),
        new SocketException((int)SocketError.ConnectionReset),
        new ChannelClosedException(),
        new InvalidOperationException("a declaration failed", new ObjectDisposedException("SemaphoreSlim")),
    ];

    public static TheoryData<Exception> Articles =>
    [
        new JsonException("no text"), new ArgumentException("no text"), new UnprocessableArticleException("poison"),
    ];

    [Theory]
    [MemberData(nameof(Brokers), DisableDiscoveryEnumeration = true)]
    public void Whatever_a_dying_connection_throws_is_the_brokers(Exception exception) => Assert.True(Outgoing.IsBrokers(exception));

    [Theory]
    [MemberData(nameof(Articles), DisableDiscoveryEnumeration = true)]
    public void What_the_text_provokes_is_the_articles(Exception exception) => Assert.False(Outgoing.IsBrokers(exception));
}
