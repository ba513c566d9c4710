using System.Globalization;
using System.Runtime.CompilerServices;

namespace GigaChat.Tests;

/// <summary>Tests read English texts, whatever language the developer's machine speaks.</summary>
internal static class TestCulture
{
    [ModuleInitializer]
    internal static void Set()
        => CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
}
