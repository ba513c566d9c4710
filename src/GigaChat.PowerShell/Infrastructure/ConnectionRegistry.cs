using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using GigaChat.Resources;

namespace GigaChat.Commands.Infrastructure;

/// <summary>The connections of this process, by name. All runspaces share them: the module's assembly is loaded once.</summary>
internal static class ConnectionRegistry
{
    private static readonly ConcurrentDictionary<string, GigaChatConnection> Connections = new(StringComparer.OrdinalIgnoreCase);
    private static readonly object FromEnvironmentLock = new();

    /// <summary>All of them, the names in order.</summary>
    public static IReadOnlyList<GigaChatConnection> All
        => [.. Connections.Values.OrderBy(static c => c.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Makes a connection, which owns the credential. Where it cannot be made, the secret is cleared.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="credential">The way to sign in.</param>
    /// <exception cref="GigaChatException">An address, a header or a certificate file that cannot be used.</exception>
    public static GigaChatConnection Create(GigaChatOptions options, GigaChatCredential credential)
    {
        try
        {
            return new GigaChatConnection(options, credential);
        }
        catch
        {
            credential.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a connection; one of the same name is closed once its requests have ended.</summary>
    public static void Add(GigaChatConnection connection)
    {
        GigaChatConnection? replaced = null;
        Connections.AddOrUpdate(connection.Name, connection, (_, old) =>
        {
            replaced = old;
            return connection;
        });
        replaced?.CloseWhenIdle();
    }

    /// <summary>Those whose names match.</summary>
    /// <param name="pattern">A name, wildcards allowed.</param>
    public static IReadOnlyList<GigaChatConnection> Find(string pattern)
    {
        WildcardPattern wildcard = NamePattern.Parse(pattern);
        return [.. All.Where(c => wildcard.IsMatch(c.Name) || c.Name.Equals(pattern, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>A connection that was given, else the default one, where it exists already; none is made.</summary>
    public static GigaChatConnection? FindExisting(GigaChatConnection? given)
        => given ?? (TryGet(GigaChatOptions.DefaultName, out GigaChatConnection? first) ? first : null);

    public static bool TryGet(string name, [NotNullWhen(true)] out GigaChatConnection? connection)
        => Connections.TryGetValue(name, out connection);

    /// <summary>Closes a connection, with what is under way on it.</summary>
    public static void Remove(GigaChatConnection connection)
    {
        Connections.TryRemove(new(connection.Name, connection));
        connection.Dispose();
    }

    /// <summary>The default connection; where there is none, one is made from the environment.</summary>
    /// <param name="resolvePath">Makes paths in the environment full.</param>
    /// <param name="isNew">It was made just now.</param>
    public static GigaChatConnection DefaultOrFromEnvironment(Func<string, string> resolvePath, out bool isNew)
    {
        isNew = false;
        if (TryGet(GigaChatOptions.DefaultName, out GigaChatConnection? connection))
            return connection;
        lock (FromEnvironmentLock)
        {
            if (TryGet(GigaChatOptions.DefaultName, out connection))
                return connection;
            EnvironmentSettings environment = EnvironmentSettings.Load(null, resolvePath);
            GigaChatCredential credential = environment.SignIn()
                ?? throw new GigaChatException(GigaChatErrorKind.NotConnected, CmdletMessages.NotConnected);
            GigaChatConnection made = Create(environment.ToOptions(), credential);
            connection = Connections.GetOrAdd(made.Name, made);
            isNew = connection == made;
            if (!isNew)
                made.Dispose();
            return connection;
        }
    }
}
