# The libraries that are shipped with the module, by maker. The build stops where this list and the lock files say different things.
@{
    Libraries = @(
        @{
            Names     = 'Polly.Core'
            License   = 'BSD-3-Clause'
            Project   = 'https://github.com/App-vNext/Polly'
            Copyright = 'Copyright (c) 2015-2026, App vNext'
        }
        @{
            # Microsoft.Extensions.Http and what it brings.
            Names     = @(
                'Microsoft.Extensions.Configuration'
                'Microsoft.Extensions.Configuration.Abstractions'
                'Microsoft.Extensions.Configuration.Binder'
                'Microsoft.Extensions.DependencyInjection'
                'Microsoft.Extensions.DependencyInjection.Abstractions'
                'Microsoft.Extensions.Diagnostics'
                'Microsoft.Extensions.Diagnostics.Abstractions'
                'Microsoft.Extensions.Http'
                'Microsoft.Extensions.Logging'
                'Microsoft.Extensions.Logging.Abstractions'
                'Microsoft.Extensions.Options'
                'Microsoft.Extensions.Options.ConfigurationExtensions'
                'Microsoft.Extensions.Primitives'
            )
            License   = 'MIT'
            Project   = 'https://github.com/dotnet/runtime'
            Copyright = 'Copyright (c) .NET Foundation and Contributors'
        }
        @{
            Names     = 'System.Net.ServerSentEvents', 'System.Numerics.Tensors'
            License   = 'MIT'
            Project   = 'https://github.com/dotnet/dotnet'
            Copyright = 'Copyright (c) .NET Foundation and Contributors'
        }
        @{
            Names     = 'dotenv.net'
            License   = 'MIT'
            Project   = 'https://github.com/bolorundurowb/dotenv.net'
            Copyright = 'Copyright (c) 2017-2026, Bolorunduro Winner-Timothy'
        }
    )
}
