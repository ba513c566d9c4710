using System.Text.Json;
using GigaChat.Core;
using GigaChat.Resources;

namespace GigaChat.TrustStores;

/// <summary>
/// Finds the bundles of certifi, the package whose certificates requests, httpx and most other clients in Python use. Each Python is asked
/// itself: a virtual environment has a bundle of its own.
/// </summary>
internal static class PythonSearch
{
    // The folder of the caller is where a module named certifi could wait to be run; Python puts it first, as an empty entry.
    private const string Script =
        "import sys; sys.path[:] = filter(None, sys.path); import json, certifi; print(json.dumps(certifi.where()))";

    private const int MaximumPythons = 32;

    // A Python that starts from a slow disk takes seconds.
    internal static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private static readonly string[] UnixNames = ["python3", "python"];
    private static readonly string[] WindowsNames = ["python.exe", "python3.exe"];

    /// <summary>Asks Pythons for their bundles.</summary>
    /// <param name="environment">The machine.</param>
    /// <param name="given">Interpreters, or folders of virtual environments; null for the Pythons on the PATH.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>
    /// Each bundle once. Pythons without one are there where they were given, or where no other was found; never an empty list.
    /// </returns>
    public static async Task<IReadOnlyList<PythonBundle>> FindAsync(
        TrustEnvironment environment, IReadOnlyList<string>? given, CancellationToken cancellationToken)
    {
        IEnumerable<string> pythons = given is null ? OnPath(environment) : given.Select(path => InFolder(environment, path));
        List<PythonBundle> found = [];
        foreach (string python in pythons.Distinct(StringComparer.Ordinal).Take(MaximumPythons))
            found.Add(await AskAsync(environment, python, cancellationToken).ConfigureAwait(false));
        PythonBundle[] bundles = [.. found.Where(static bundle => bundle.Path is not null)
            .DistinctBy(bundle => RealPath(environment.Map(bundle.Path!)))];
        IEnumerable<PythonBundle> others = found.Where(bundle => bundle.Path is null
            && (given is not null || bundle.IsFault || bundles.Length == 0));
        PythonBundle[] all = [.. bundles, .. others];
        return all.Length > 0 ? all : [new PythonBundle("", null, TrustStoreMessages.PythonNotFound)];
    }

    /// <summary>A file with all links to it followed.</summary>
    public static string RealPath(string path)
        => OperatingSystem.IsWindows() ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path
            : ToolOwnership.Resolve(path).Last();

    private static IEnumerable<string> OnPath(TrustEnvironment environment)
    {
        bool isWindows = environment.Platform == HostPlatform.Windows;
        foreach (string folder in (environment.Variable("PATH") ?? "").Split(isWindows ? ';' : ':')
            .Where(folder => isWindows ? Path.IsPathFullyQualified(folder) : folder.StartsWith('/')))
        {
            // Both names mostly lead to one program.
            string[] names = [.. (isWindows ? WindowsNames : UnixNames).Select(name => folder.TrimEnd('/', '\\') + "/" + name)];
            foreach (string python in names.Where(path => IsProgram(environment.Map(path)))
                .DistinctBy(path => File.ResolveLinkTarget(environment.Map(path), returnFinalTarget: true)?.FullName ?? path))
                yield return python;
        }
    }

    // Windows has an empty file where its shop would install Python from; run, it opens the shop.
    private static bool IsProgram(string path) => new FileInfo(path) is { Exists: true } file
        && (file.Length > 0 || file.LinkTarget is not null);

    private static string InFolder(TrustEnvironment environment, string path)
    {
        if (!Directory.Exists(environment.Map(path)))
            return path;
        string[] places = environment.Platform == HostPlatform.Windows
            ? ["Scripts/python.exe", "python.exe"]
            : ["bin/python3", "bin/python", "python3", "python"];
        return places.Select(place => path.TrimEnd('/', '\\') + "/" + place)
            .FirstOrDefault(file => File.Exists(environment.Map(file))) ?? path;
    }

    private static async Task<PythonBundle> AskAsync(TrustEnvironment environment, string python, CancellationToken cancellationToken)
    {
        if (!File.Exists(environment.Map(python)))
            return new PythonBundle(python, null, Localized.Format(TrustStoreMessages.PythonMissing, python), IsFault: true);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(environment.PythonTimeLimit);
        try
        {
            // Packages in the folder of a user are not run with the rights of root.
            string[] arguments = environment.IsPrivileged ? ["-I", "-c", Script] : ["-c", Script];
            ProcessResult result = await environment.Runner.RunAsync(python, arguments, limit.Token).ConfigureAwait(false);
            return Read(environment, python, result);
        }
        catch (TrustStoreException e)
        {
            return new PythonBundle(python, null, e.Message, IsFault: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PythonBundle(
                python, null, Localized.Format(TrustStoreMessages.PythonTooSlow, python, environment.PythonTimeLimit.TotalSeconds),
                IsFault: true);
        }
    }

    private static PythonBundle Read(TrustEnvironment environment, string python, ProcessResult result)
    {
        if (result.ExitCode != 0 && IsAboutMissingModule(result.Error))
            return new PythonBundle(python, null, Localized.Format(TrustStoreMessages.PythonWithoutCertifi, python));
        if (result.ExitCode != 0)
        {
            return new PythonBundle(
                python, null, Localized.Format(TrustStoreMessages.ToolFailed, python, result.ExitCode, result.ErrorLine), IsFault: true);
        }
        string? path = ReadPath(result.Output);
        return path is not null && Path.IsPathFullyQualified(path) && File.Exists(environment.Map(path))
            ? new PythonBundle(python, path)
            : new PythonBundle(
                python, null, Localized.Format(TrustStoreMessages.PythonAnswerUnreadable, python, VisibleText.OneLine(result.Output, 200)),
                IsFault: true);
    }

    // "ModuleNotFoundError: No module named 'certifi'"; before Python 3.6 the class of such errors alone.
    private static bool IsAboutMissingModule(string error) => error.Contains("certifi", StringComparison.Ordinal)
        && (error.Contains("ModuleNotFoundError", StringComparison.Ordinal) || error.Contains("ImportError", StringComparison.Ordinal));

    // What a site module of the installation prints comes before.
    private static string? ReadPath(string output)
    {
        string line = output.TrimEnd() is var text ? text[(text.LastIndexOf('\n') + 1)..] : "";
        try
        {
            using JsonDocument json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.String ? json.RootElement.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half of a surrogate pair.
            return null;
        }
    }
}
