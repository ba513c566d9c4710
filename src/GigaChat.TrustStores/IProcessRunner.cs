namespace GigaChat.TrustStores;

/// <summary>Starts a system's tools.</summary>
internal interface IProcessRunner
{
    /// <summary>Runs a tool to its end.</summary>
    /// <param name="tool">Its full path.</param>
    /// <param name="arguments">One string each; no shell is in between.</param>
    /// <param name="cancellationToken">Ends the tool and what it started.</param>
    /// <param name="secret">
    /// A variable of its environment with a secret, or null: arguments of a process are there for all users to see.
    /// </param>
    /// <exception cref="TrustStoreException">It cannot be started, or takes longer than the limit.</exception>
    Task<ProcessResult> RunAsync(
        string tool, IReadOnlyList<string> arguments, CancellationToken cancellationToken, (string Name, Secret Value)? secret = null);
}
