using System.Net;
using Orleans.Hosting;

namespace Bot.Cluster;

/// <summary>How this host takes part in a cluster.</summary>
public sealed class ClusterOptions
{
    /// <summary>The port that <c>CLUSTER_PORT</c> stands for where it is not given.</summary>
    public const int UsualPort = 11111;

    /// <summary>Npgsql's connection string of the database in which hosts find each other: the one that holds the conversations.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Where the other hosts reach this one, and the only address it listens on for them. Default: the loopback, which is one machine.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port beside it, 1 to 65535; 0 lets the system choose at each try to join. Default: 11111.</summary>
    public int Port { get; set; } = UsualPort;

    /// <summary>
    /// How long an answer of another host is waited for before this one handles the turn itself. Two of it and a commit stay under the 8 s of a webhook.
    /// Default: 3 seconds.
    /// </summary>
    public TimeSpan AnswerLimit { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Where a conversation is placed. All hosts have the same. Default: by a hash of the person's address.</summary>
    public ClusterPlacement Placement { get; set; }

    /// <summary>
    /// What hosts prove themselves to each other by, and seal what goes between them with (TLS 1.2 or 1.3, both sides); read at each joining. All hosts have it
    /// or none. Default: nothing is asked for, and nothing sealed.
    /// </summary>
    public Func<ClusterCertificates>? Certificates { get; set; }

    /// <summary>What the silo has besides, of packages that this one does not know. Default: nothing.</summary>
    public Action<ISiloBuilder>? Besides { get; set; }

    /// <summary>Told of the silo's container when it has joined, and of null when it is going. Default: none.</summary>
    public Action<IServiceProvider?>? Joined { get; set; }

    /// <summary>How often a host asks another one whether it lives; three silences in a row, seen by two, are its end. Default: 1 second.</summary>
    public TimeSpan Probe { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a host writes that it lives; a host that has not for three of them is not waited for at a start. Default: 5 seconds.</summary>
    public TimeSpan Alive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Between two tries to join. Default: 2 seconds.</summary>
    public TimeSpan JoinPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop waits for conversations to be handed over. Default: 3 seconds.</summary>
    public TimeSpan LeaveLimit { get; set; } = TimeSpan.FromSeconds(3);
}
