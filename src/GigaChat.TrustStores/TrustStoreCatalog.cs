using GigaChat.Core;

namespace GigaChat.TrustStores;

/// <summary>Chooses the stores of a machine.</summary>
internal static class TrustStoreCatalog
{
    /// <summary>The stores of the given kinds for a scope, in the order of the kinds.</summary>
    public static IReadOnlyList<ITrustStore> Find(TrustEnvironment environment, TrustStoreScope scope, IEnumerable<TrustStoreKind> kinds)
        => [.. kinds.Distinct().Order().SelectMany(kind => Find(environment, scope, kind))];

    /// <summary>The stores of the given kinds for whatever scope they have.</summary>
    public static IReadOnlyList<ITrustStore> FindAll(TrustEnvironment environment, IEnumerable<TrustStoreKind> kinds)
        => [.. kinds.Distinct().Order().SelectMany(kind => ScopesOf(kind).SelectMany(scope => Find(environment, scope, kind)))];

    private static IEnumerable<TrustStoreScope> ScopesOf(TrustStoreKind kind) => kind switch
    {
        TrustStoreKind.Nss => [TrustStoreScope.CurrentUser],
        TrustStoreKind.Java => [TrustStoreScope.LocalMachine],
        // A bundle is one file for everybody; it is listed once.
        TrustStoreKind.Python => [TrustStoreScope.CurrentUser],
        _ => [TrustStoreScope.CurrentUser, TrustStoreScope.LocalMachine],
    };

    private static IEnumerable<ITrustStore> Find(TrustEnvironment environment, TrustStoreScope scope, TrustStoreKind kind) => kind switch
    {
        TrustStoreKind.Nss => NssStore.FindAll(environment, scope),
        TrustStoreKind.Java => [new JavaStore(environment, scope)],
        TrustStoreKind.Python => PythonStore.FindAll(environment, scope),
        _ => [environment.Platform switch
        {
            HostPlatform.MacOS => new KeychainStore(environment, scope),
            HostPlatform.Linux when scope == TrustStoreScope.LocalMachine => new LinuxMachineStore(environment),
            _ => new X509TrustStore(environment, scope),
        }],
    };
}
